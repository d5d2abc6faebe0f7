import type { Plane } from '@asterism/fits';

/** What one pass over a channel's pixels finds; what is not finite is left out of all of it. */
export interface PlaneSurvey {
  finiteCount: number;
  /** Infinities the other way round where no pixel is finite. */
  lowest: number;
  highest: number;
  /** Means over blocks of `factor` x `factor` pixels, narrower at the right and upper edges; NaN where there is nothing. */
  means: Plane;
}

/** Reads every pixel once: the preview, the extremes and the count together take a third of three passes. */
export function surveyPlane({ data, width, height }: Plane, factor: number): PlaneSurvey {
  const outWidth = Math.ceil(width / factor);
  const outHeight = Math.ceil(height / factor);
  const sums = new Float64Array(outWidth * outHeight);
  const counts = new Uint32Array(sums.length);
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let y = 0, at = 0, row = 0; y < height; y++) {
    if (y > 0 && y % factor === 0) row += outWidth;
    for (let block = row, end = factor; block < row + outWidth; block++, end += factor) {
      let sum = 0;
      let count = 0;
      for (const stop = y * width + Math.min(end, width); at < stop; at++) {
        const value = data[at]!;
        // False for NaN and for infinities.
        if (value - value !== 0) continue;
        sum += value;
        count += 1;
        if (value < lowest) lowest = value;
        if (value > highest) highest = value;
      }
      sums[block]! += sum;
      counts[block]! += count;
    }
  }
  const means = Float32Array.from(sums, (sum, i) => (counts[i]! > 0 ? sum / counts[i]! : Number.NaN));
  return {
    finiteCount: counts.reduce((sum, count) => sum + count, 0),
    lowest,
    highest,
    means: { data: means, width: outWidth, height: outHeight },
  };
}

// Percentiles of so many pixels are off by some thousandths of their rank.
const SAMPLE_LIMIT = 65_536;

/** At most 65,536 finite pixels, evenly from the whole plane, unsorted. */
export function samplePixels({ data, width }: Pick<Plane, 'data' | 'width'>): Float32Array {
  let stride = Math.max(1, Math.ceil(data.length / SAMPLE_LIMIT));
  // A stride that shares a factor with the width would meet the same columns in every row.
  while (stride > 1 && greatestCommonDivisor(stride, width) > 1) stride += 1;
  const sample = new Float32Array(Math.ceil(data.length / stride));
  let count = 0;
  for (let i = 0; i < data.length; i += stride) {
    const value = data[i]!;
    if (value - value === 0) sample[count++] = value;
  }
  return sample.subarray(0, count);
}

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return x;
}
