import { finiteOf } from '../preprocess/limits.ts';
import { selectRank } from '../preprocess/selectRank.ts';
import type { PicturePlane } from './plane.ts';

export interface Background {
  level: number;
  /** Standard deviation, as the median absolute deviation gives it. */
  noise: number;
}

// Width of the frame along the picture's edge, as a share of its sides: 36 % of the pixels.
const FRAME = 0.1;
// Of a normal distribution.
const DEVIATION_FROM_MAD = 1.4826;

/**
 * Level and noise of what is not source: median and median absolute deviation (Rousseeuw & Croux 1993) of a frame
 * along the edge, or of the whole picture where the frame has no spread (a padded edge) or a larger one. Null where
 * nothing is finite.
 */
export function backgroundOf(plane: PicturePlane): Background | null {
  const whole = spread(plane.data);
  const frame = spread(framePixels(plane));
  if (!frame || !whole) return whole;
  return frame.noise > 0 && frame.noise <= whole.noise ? frame : whole;
}

function framePixels({ data, width, height }: PicturePlane): Float32Array {
  const acrossX = Math.max(1, Math.round(width * FRAME));
  const acrossY = Math.max(1, Math.round(height * FRAME));
  const kept = new Float32Array(data.length);
  let count = 0;
  for (let y = 0; y < height; y++) {
    const isEdgeRow = y < acrossY || y >= height - acrossY;
    const row = data.subarray(y * width, (y + 1) * width);
    for (let x = 0; x < width; x++)
      if (isEdgeRow || x < acrossX || x >= width - acrossX) kept[count++] = row[x]!;
  }
  return kept.subarray(0, count);
}

function spread(values: Float32Array): Background | null {
  const finite = finiteOf(values);
  if (finite.length === 0) return null;
  const middle = finite.length >> 1;
  const level = selectRank(finite, middle);
  for (let i = 0; i < finite.length; i++) finite[i] = Math.abs(finite[i]! - level);
  return { level, noise: DEVIATION_FROM_MAD * selectRank(finite, middle) };
}
