import { checkTiles } from '../compress/readTiles.ts';
import { FitsError } from '../error.ts';
import type { Hdu } from '../file/hdu.ts';
import type { FitsFile } from '../file/open.ts';
import type { ByteSource } from '../source.ts';
import type { ImageChoice } from './choose.ts';
import { memoryToFill, type RawArray } from './elements.ts';
import { gatherPlanes } from './gatherPlanes.ts';
import { checkReadable, type ReadOptions } from './readImage.ts';
import { readFloatsInto, readPieces } from './readPieces.ts';
import { isTrivial, type Scaling, scaleInto, scalingOf } from './scaling.ts';

/** A sample's pixels: physical values, NaN where there are none, row 0 as in the file (drawn at the bottom). */
export interface ChannelPixels {
  /** (channels, height, width) */
  data: Float32Array;
  channels: number;
  height: number;
  width: number;
}

export interface ReadChannelsOptions extends ReadOptions {
  /**
   * Where the pixels go instead of to an array of their own; `data` is then a view of its beginning. Reading one image
   * after the other into the same memory of createPixelMemory is the fastest way.
   */
  target?: Float32Array;
}

/**
 * Reads the chosen planes. Where they lie one after another each is read by its own offset and no other is touched;
 * where the channels are the last axis all are read, piece by piece. Throws FitsError.
 */
export async function readChannels(
  source: ByteSource,
  file: FitsFile,
  choice: ImageChoice,
  options: ReadChannelsOptions = {},
): Promise<ChannelPixels> {
  const hdu = file.hdus[choice.hdu];
  if (!hdu) throw new FitsError('NO_IMAGE', `The file has no HDU ${choice.hdu}.`, { hdu: choice.hdu });
  const total = checkReadable(hdu, options);
  const { channels, height, width, planes, channelAxis } = choice;
  const area = height * width;
  if (hdu.compression !== null) await checkTiles(source, hdu, 0, total);
  const data = targetFor(hdu, channels * area, options);
  if (channelAxis === null || isOutermost(hdu, channelAxis))
    for (const { at, first, count } of runsOf(planes))
      await readFloats(source, hdu, first * area, data.subarray(at * area, (at + count) * area));
  else {
    const scaling = scalingOf(hdu);
    const gather = gatherPlanes(hdu.shape, channelAxis, planes, data);
    await readPieces(source, hdu, 0, total, (piece, at) => gather(toFloats(piece, scaling), at));
  }
  return { data, channels, height, width };
}

function targetFor(hdu: Hdu, length: number, { target, maxBytes = 2 ** 32 }: ReadChannelsOptions) {
  // Planes may be wished for more than once.
  if (length * 4 > maxBytes)
    throw new FitsError(
      'TOO_LARGE',
      `The chosen planes have ${length} pixels; the limit is ${Math.floor(maxBytes / 4)}.`,
      { hdu: hdu.index, byteOffset: hdu.dataOffset },
    );
  if (!target) return new Float32Array(memoryToFill(length * 4));
  if (target.length < length)
    throw new RangeError(`${length} pixels do not fit a target of ${target.length}.`);
  return target.subarray(0, length);
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

async function readFloats(source: ByteSource, hdu: Hdu, first: number, out: Float32Array): Promise<void> {
  const scaling = scalingOf(hdu);
  if (hdu.compression === null && hdu.bitpix === -32 && isTrivial(scaling))
    return readFloatsInto(source, hdu, first, out);
  await readPieces(source, hdu, first, out.length, (piece, at) =>
    storeFloats(out.subarray(at, at + piece.length), piece, scaling),
  );
}

function storeFloats(out: Float32Array, raw: RawArray, scaling: Scaling): void {
  if (isTrivial(scaling) && !(raw instanceof BigInt64Array)) out.set(raw);
  else scaleInto(out, raw, scaling);
}

function toFloats(raw: RawArray, scaling: Scaling): Float32Array {
  if (raw instanceof Float32Array && isTrivial(scaling)) return raw;
  const out = new Float32Array(raw.length);
  storeFloats(out, raw, scaling);
  return out;
}
