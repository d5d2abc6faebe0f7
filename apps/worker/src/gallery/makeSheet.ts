import type { BlobStore } from '@asterism/blobs';
import { SPRITE_SHEET, spriteCode } from '@asterism/fits';
import { encode } from 'fast-png';
import type { TaskRunner } from '../child/context.ts';
import type { TaskOf, TaskResult } from '../children/tasks.ts';
import { GALLERY_CHANNELS } from '../import/statistics.ts';

type SheetSample = TaskOf<'SHEET'>['samples'][number];
type Sheet = TaskResult<'SHEET'>['sheets'][number];

const { columns, tiles, tileSize } = SPRITE_SHEET;
const WIDTH = columns * tileSize;
const HEIGHT = (tiles / columns) * tileSize;
// Above it takes twice as long for a hundredth less.
const ZLIB_LEVEL = 3;

/** Draws neighbouring samples' previews as one picture a channel. Holds one picture and one preview at a time. */
export const makeSheet: TaskRunner<'SHEET'> = async ({ samples }, { blobs, signal }) => {
  if (samples.length > tiles) throw new Error(`A sheet has ${tiles} tiles, not ${samples.length}.`);
  const channels = Math.min(Math.max(0, ...samples.map((sample) => sample.channelCount)), GALLERY_CHANNELS);
  const sheets: Sheet[] = [];
  for (let channel = 0; channel < channels; channel++) {
    signal.throwIfAborted();
    sheets.push(await drawSheet(blobs, samples, channel));
  }
  return { sheets };
};

async function drawSheet(blobs: BlobStore, samples: readonly SheetSample[], channel: number): Promise<Sheet> {
  const codes = new Uint8Array(WIDTH * HEIGHT);
  const limits: Limits[] = [];
  for (const [i, sample] of samples.entries()) {
    const hasChannel = channel < sample.channelCount;
    const tile = (i % columns) * tileSize + Math.floor(i / columns) * tileSize * WIDTH;
    limits.push(
      hasChannel ? drawTile(codes, tile, sample, await readPlane(blobs, sample, channel)) : NO_LIMITS,
    );
  }
  const png = encode(
    { width: WIDTH, height: HEIGHT, data: codes, channels: 1 },
    { zlib: { level: ZLIB_LEVEL } },
  );
  const sides = (side: 'previewWidth' | 'previewHeight'): number[] =>
    samples.map((sample) => (channel < sample.channelCount ? sample[side] : 0));
  return {
    channel,
    ...(await blobs.put(png)),
    lower: limits.map(({ lower }) => lower),
    upper: limits.map(({ upper }) => upper),
    widths: sides('previewWidth'),
    heights: sides('previewHeight'),
  };
}

interface Limits {
  lower: number;
  upper: number;
}

const NO_LIMITS: Limits = { lower: 0, upper: 0 };

/** Draws in the middle of the tile, row 0 at the bottom. */
function drawTile(
  codes: Uint8Array,
  tile: number,
  { previewWidth: width, previewHeight: height }: SheetSample,
  values: Float32Array,
): Limits {
  const { lower, upper } = rangeOf(values);
  const left = Math.floor((tileSize - width) / 2);
  const top = Math.floor((tileSize - height) / 2);
  for (let y = 0, at = 0; y < height; y++) {
    const row = tile + (top + height - 1 - y) * WIDTH + left;
    for (let x = 0; x < width; x++, at++) codes[row + x] = spriteCode(values[at]!, lower, upper);
  }
  return { lower, upper };
}

/** Of the finite values; 0 and 0 where there is none. */
function rangeOf(values: Float32Array): Limits {
  let lower = Number.POSITIVE_INFINITY;
  let upper = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value - value !== 0) continue;
    if (value < lower) lower = value;
    if (value > upper) upper = value;
  }
  return lower <= upper ? { lower, upper } : NO_LIMITS;
}

async function readPlane(
  blobs: BlobStore,
  { previewSha256, previewWidth, previewHeight }: SheetSample,
  channel: number,
): Promise<Float32Array> {
  const bytes = previewWidth * previewHeight * Float32Array.BYTES_PER_ELEMENT;
  const start = channel * bytes;
  const plane = await blobs.readPart(previewSha256, { start, end: start + bytes - 1 });
  return new Float32Array(plane.buffer, plane.byteOffset, previewWidth * previewHeight);
}
