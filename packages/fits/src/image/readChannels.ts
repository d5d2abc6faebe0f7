import { FitsError } from '../error.ts';
import type { Hdu } from '../file/hdu.ts';
import type { FitsFile } from '../file/open.ts';
import type { ByteSource } from '../source.ts';
import type { ImageChoice } from './choose.ts';
import { decodeElements, swapToOwn } from './elements.ts';
import { checkReadable, type ReadOptions, readBytes } from './readImage.ts';
import { isTrivial, scaleInto, scalingOf } from './scaling.ts';

/** A sample's pixels: physical values, NaN where there are none, row 0 as in the file (drawn at the bottom). */
export interface ChannelPixels {
  /** (channels, height, width) */
  data: Float32Array;
  channels: number;
  height: number;
  width: number;
}

/** Reads the chosen planes, each by its own offset where they lie one after another. Throws FitsError. */
export async function readChannels(
  source: ByteSource,
  file: FitsFile,
  choice: ImageChoice,
  options: ReadOptions = {},
): Promise<ChannelPixels> {
  const hdu = file.hdus[choice.hdu];
  if (!hdu) throw new FitsError('NO_IMAGE', `The file has no HDU ${choice.hdu}.`, { hdu: choice.hdu });
  const total = checkReadable(hdu, options);
  const { channels, height, width, planes, channelAxis } = choice;
  const area = height * width;
  const data = new Float32Array(channels * area);
  if (channelAxis === null || isOutermost(hdu, channelAxis)) {
    for (const { at, first, count } of runsOf(planes))
      await readRun(source, hdu, first * area, data.subarray(at * area, (at + count) * area));
  } else {
    const all = new Float32Array(total);
    await readRun(source, hdu, 0, all);
    pickPlanes(all, hdu.shape, choice, data);
  }
  return { data, channels, height, width };
}

const isOutermost = ({ shape }: Hdu, axis: number): boolean =>
  shape.slice(0, axis).every((length) => length === 1);

/** Planes that follow one another are read in one go: `count` of them from plane `first`, to channel `at` and on. */
function runsOf(planes: readonly number[]): { at: number; first: number; count: number }[] {
  const runs: { at: number; first: number; count: number }[] = [];
  for (const [at, plane] of planes.entries()) {
    const last = runs.at(-1);
    if (last && plane === last.first + last.count) last.count += 1;
    else runs.push({ at, first: plane, count: 1 });
  }
  return runs;
}

async function readRun(source: ByteSource, hdu: Hdu, first: number, out: Float32Array): Promise<void> {
  const scaling = scalingOf(hdu);
  if (hdu.bitpix === -32 && isTrivial(scaling)) {
    // No array between file and sample: 1,580 MB/s against 980 with one to read into and one to swap in.
    const bytes = new Uint8Array(out.buffer, out.byteOffset, out.byteLength);
    const offset = hdu.dataOffset + first * 4;
    if (source.readInto) await source.readInto(offset, bytes);
    else bytes.set(await source.read(offset, bytes.length));
    swapToOwn(bytes, 4);
    return;
  }
  const raw = decodeElements(await readBytes(source, hdu, first, out.length), hdu.bitpix!);
  if (isTrivial(scaling) && !(raw instanceof BigInt64Array)) out.set(raw);
  else scaleInto(out, raw, scaling);
}

function pickPlanes(
  all: Float32Array,
  shape: readonly number[],
  choice: ImageChoice,
  out: Float32Array,
): void {
  const axis = choice.channelAxis!;
  const product = (lengths: readonly number[]) => lengths.reduce((a, b) => a * b, 1);
  const before = product(shape.slice(0, axis));
  const length = shape[axis]!;
  const after = product(shape.slice(axis + 1));
  choice.planes.forEach((plane, c) => {
    let at = c * before * after;
    for (let i = 0; i < before; i++)
      for (let k = 0; k < after; k++) out[at++] = all[(i * length + plane) * after + k]!;
  });
}
