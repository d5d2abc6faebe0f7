import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bytesSource, chooseImage, openFits, readChannels, type WritableHdu, writeFits } from './index.ts';

interface FitsjsImage {
  bitpix: number;
  bzero: number;
  bscale: number;
  width: number;
  height: number;
  frameOffsets: { buffers: ArrayBuffer[] }[];
  _getFrame(buffer: ArrayBuffer, bitpix: number, bzero: number, bscale: number): ArrayLike<number>;
}
interface FitsjsFile {
  getDataUnit(): FitsjsImage;
}

// fitsjs takes a file's address only, and asks a browser for it.
let served = new ArrayBuffer(0);
class ServedRequest {
  status = 200;
  response: ArrayBuffer | null = null;
  onload: () => void = () => undefined;
  open(): void {
    this.response = served;
  }
  send(): void {
    // Never before the caller has the object that the answer is for.
    queueMicrotask(this.onload);
  }
}

let FITS: new (address: string, done: (this: FitsjsFile) => void) => unknown;
beforeAll(() => {
  vi.stubGlobal('XMLHttpRequest', ServedRequest);
  vi.stubGlobal('File', class extends Blob {});
  const { astro } = createRequire(import.meta.url)('fitsjs') as { astro: { FITS: typeof FITS } };
  // It calls itself by this global name.
  vi.stubGlobal('astro', astro);
  FITS = astro.FITS;
});
afterAll(() => vi.unstubAllGlobals());

// What fitsjs can read: it has no float64 and no unsigned integers.
const images: [name: string, hdu: WritableHdu][] = [
  [
    'float32, three planes',
    { shape: [3, 4, 5], data: Float32Array.from({ length: 60 }, (_, i) => i / 7 - 3) },
  ],
  ['uint8', { shape: [2, 3], data: Uint8Array.of(0, 1, 2, 128, 254, 255) }],
  ['int16', { shape: [2, 3], data: Int16Array.of(-32768, -1, 0, 1, 255, 32767) }],
  ['int32', { shape: [2, 3], data: Int32Array.of(-70_000, -1, 0, 1, 65_536, 70_000) }],
  [
    'int16, scaled',
    {
      shape: [2, 2],
      data: Int16Array.of(0, 1, 2, -4),
      cards: [
        { keyword: 'BSCALE', value: 0.5 },
        { keyword: 'BZERO', value: 10 },
      ],
    },
  ],
];

test.each(images)('%s as fitsjs reads it', async (_, hdu) => {
  const bytes = writeFits([hdu]);
  served = new Uint8Array(bytes).buffer;
  const theirs = await new Promise<FitsjsImage>((resolve) => {
    new FITS('/image.fits', function () {
      resolve(this.getDataUnit());
    });
  });
  const planes = theirs.frameOffsets.flatMap(({ buffers }) =>
    Array.from(theirs._getFrame(buffers[0]!, theirs.bitpix, theirs.bzero, theirs.bscale)),
  );
  const source = bytesSource(bytes);
  const file = await openFits(source);
  const ours = await readChannels(source, file, chooseImage(file));
  expect([ours.height, ours.width]).toEqual([theirs.height, theirs.width]);
  expect([...ours.data]).toEqual(planes.map(Math.fround));
});
