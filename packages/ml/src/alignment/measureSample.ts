import { finiteOf } from '../preprocess/limits.ts';
import { backgroundOf } from './background.ts';
import { measureAlignment, type PlaneAlignment } from './measureAlignment.ts';
import { binned, type PicturePlane } from './plane.ts';

/** Pixels of a sample: (channels, height, width). */
export interface SamplePlanes {
  data: Float32Array;
  channels: number;
  height: number;
  width: number;
}

export interface SampleAlignment extends PlaneAlignment {
  /** The channel that it was measured in. */
  channel: number;
}

// Enough to tell channels apart, and a ninth of the pixels that are measured.
const COMPARED_SIDE = 100;
const SIGNIFICANT = 3;
const HOT_PIXELS = 10;

/**
 * The alignment of a sample, measured in the channel with the highest signal to noise, the first of equal ones: the
 * root of the summed squares of what lies 3 deviations above the background, over the noise, which is what a filter of
 * the source's own shape would give; the ten brightest pixels count as the eleventh. Null where no source can be
 * measured there.
 */
export function measureSample({ data, channels, height, width }: SamplePlanes): SampleAlignment | null {
  const area = width * height;
  const plane = (channel: number): PicturePlane => ({
    data: data.subarray(channel * area, (channel + 1) * area),
    width,
    height,
  });
  let channel = 0;
  if (channels > 1) {
    const signals = Array.from({ length: channels }, (_, c) => signalToNoise(plane(c)));
    channel = signals.indexOf(Math.max(...signals));
  }
  const found = measureAlignment(plane(channel));
  return found && { channel, ...found };
}

function signalToNoise(plane: PicturePlane): number {
  const small = binned(plane, Math.max(1, Math.round(Math.max(plane.width, plane.height) / COMPARED_SIDE)));
  const background = backgroundOf(small);
  if (!background) return 0;
  const { level, noise } = background;
  const excesses = finiteOf(small.data)
    .map((value) => value - level)
    .filter((excess) => excess > SIGNIFICANT * noise)
    .sort();
  const most = excesses.at(-1 - HOT_PIXELS) ?? 0;
  const power = excesses.reduce((sum, excess) => sum + Math.min(excess, most) ** 2, 0);
  return noise > 0 ? Math.sqrt(power) / noise : Math.sign(power) * Number.MAX_VALUE;
}
