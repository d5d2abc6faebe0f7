import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

interface FitsjsImage {
  bitpix: number;
  bzero: number;
  bscale: number;
  frameOffsets: { buffers: ArrayBuffer[] }[];
  _getFrame(buffer: ArrayBuffer, bitpix: number, bzero: number, bscale: number): ArrayLike<number>;
}

interface FitsjsFile {
  getDataUnit(): FitsjsImage;
}

type Done = (this: FitsjsFile) => void;

/** Enough of a browser's request for fitsjs to start: its answer is the file. */
class FileRequest {
  status = 200;
  response: ArrayBuffer | null = null;
  responseType = '';
  onload: () => void = () => undefined;
  path = '';

  open(_method: string, path: string): void {
    this.path = path;
  }

  send(): void {
    const { buffer, byteOffset, byteLength } = readFileSync(this.path);
    this.response = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
    // Never before the caller has the object that the answer is for.
    queueMicrotask(this.onload);
  }
}

/** A function that gives all planes of a file's first image as fitsjs 0.6.6 converts them, without its Web Worker. */
export function openFitsjs(): (path: string) => Promise<ArrayLike<number>[]> {
  Object.assign(globalThis, { XMLHttpRequest: FileRequest });
  globalThis.File ??= class extends Blob {} as typeof File;
  const { astro } = createRequire(import.meta.url)('fitsjs') as {
    astro: { FITS: new (path: string, done: Done) => unknown };
  };
  // It calls itself by this global name.
  Object.assign(globalThis, { astro });
  return async (path) => {
    const image = await new Promise<FitsjsImage>((resolve) => {
      new astro.FITS(path, function () {
        resolve(this.getDataUnit());
      });
    });
    return image.frameOffsets.map(({ buffers }) =>
      image._getFrame(buffers[0]!, image.bitpix, image.bzero, image.bscale),
    );
  };
}
