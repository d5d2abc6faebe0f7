import type { FitsWarning } from '../error.ts';
import type { Hdu } from '../file/hdu.ts';
import type { ByteSource } from '../source.ts';
import type { ReadOptions } from './readImage.ts';
import { readImagePieces } from './readImagePieces.ts';
import type { ImageArray } from './scaling.ts';

export interface ImageStatistics {
  /** Slowest axis first. */
  shape: number[];
  /** NumPy's name of the type. */
  dtype: string;
  /** Numbers of pixels: finite ones, and +-Infinity; the rest is NaN. */
  finite: number;
  infinite: number;
  /** Over the finite pixels, as float64; null where there are none. */
  min: number | null;
  max: number | null;
  /** Over the finite pixels, 0 where there are none. */
  sum: number;
  /** NO_FINITE_PIXELS, CONSTANT_IMAGE and INFINITE_PIXELS: what whoever divides by a range should know. */
  warnings: FitsWarning[];
}

export interface StatisticsOptions extends ReadOptions {
  /** Is given all pixels in order, piece by piece; a piece is good until it returns. */
  onPixels?: (pixels: ImageArray) => void;
}

/**
 * Statistics of an HDU's physical values in one pass, piece by piece. The sum is compensated (Neumaier 1974): it is
 * within 4e-16 of the sum of the absolute values of the exact one, where NumPy's pairwise sum is too. Throws FitsError
 * as readImage does.
 */
export async function imageStatistics(
  source: ByteSource,
  hdu: Hdu,
  { onPixels, ...options }: StatisticsOptions = {},
): Promise<ImageStatistics> {
  const total = new Accumulator();
  const { shape, dtype } = await readImagePieces(
    source,
    hdu,
    (pixels) => {
      onPixels?.(pixels);
      total.add(pixels);
    },
    options,
  );
  const { finite, infinite, min, max } = total;
  const isEmpty = finite === 0;
  return {
    shape,
    dtype,
    finite,
    infinite,
    min: isEmpty ? null : min,
    max: isEmpty ? null : max,
    // Past the largest double the correction is no number.
    sum: Number.isFinite(total.sum) ? total.sum + total.lost : total.sum,
    warnings: oddPixels(total, hdu.index),
  };
}

class Accumulator {
  finite = 0;
  infinite = 0;
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  sum = 0;
  /** What rounding took from the sum. */
  lost = 0;

  add(pixels: ImageArray): void {
    let { finite, infinite, min, max, sum, lost } = this;
    for (let i = 0; i < pixels.length; i++) {
      const value = Number(pixels[i]!);
      // Only NaN and infinities differ from 0 by this.
      if (value - value !== 0) {
        if (!Number.isNaN(value)) infinite += 1;
        continue;
      }
      finite += 1;
      if (value < min) min = value;
      if (value > max) max = value;
      const next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    }
    Object.assign(this, { finite, infinite, min, max, sum, lost });
  }
}

function oddPixels({ finite, infinite, min, max }: Accumulator, hdu: number): FitsWarning[] {
  const warnings: FitsWarning[] = [];
  const warn = (code: string, message: string) => warnings.push({ code, hdu, message });
  if (infinite > 0)
    warn('INFINITE_PIXELS', `${infinite} pixels are infinite; they are left out of statistics.`);
  if (finite === 0) warn('NO_FINITE_PIXELS', 'No pixel is a finite number.');
  else if (min === max) warn('CONSTANT_IMAGE', `Every finite pixel is ${min}.`);
  return warnings;
}
