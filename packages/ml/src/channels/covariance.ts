/** Of two channels, over the pixels that are finite in both. */
export interface PairMoments {
  /** With n - 1 degrees of freedom; 0 where fewer than two pixels are left. */
  covariance: number;
  /** Pearson's; null where a channel has one value there, or none. */
  correlation: number | null;
}

interface Plane {
  data: Float32Array;
  /** Whether every pixel is finite. */
  isWhole: boolean;
  /** Mean of the finite pixels, and the sum of their squared distances from it. */
  mean: number;
  squares: number;
}

/**
 * Covariance and correlation of two planes of one length, about the means so that an offset of 1e6 costs no digits.
 * Pixels that are not finite in either are left out, of both means too: as pandas' `DataFrame.corr` and `cov`.
 */
export function pairMoments(a: Plane, b: Plane): PairMoments {
  if (!a.isWhole || !b.isWhole) return momentsOfShared(a.data, b.data);
  const product = a.data === b.data ? a.squares : products(a.data, b.data, a.mean, b.mean);
  return moments(a.squares, b.squares, product, a.data.length);
}

/** Sum of (x - meanX)(y - meanY). */
export function products(x: Float32Array, y: Float32Array, meanX: number, meanY: number): number {
  // Two sums, since each addition has to wait for the one before it in its sum.
  let even = 0;
  let odd = 0;
  let i = 0;
  for (; i + 1 < x.length; i += 2) {
    even += (x[i]! - meanX) * (y[i]! - meanY);
    odd += (x[i + 1]! - meanX) * (y[i + 1]! - meanY);
  }
  if (i < x.length) even += (x[i]! - meanX) * (y[i]! - meanY);
  return even + odd;
}

function momentsOfShared(a: Float32Array, b: Float32Array): PairMoments {
  const x = new Float32Array(a.length);
  const y = new Float32Array(a.length);
  let count = 0;
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < a.length; i++) {
    const vx = a[i]!;
    const vy = b[i]!;
    if (vx - vx !== 0 || vy - vy !== 0) continue;
    x[count] = vx;
    y[count] = vy;
    sumX += vx;
    sumY += vy;
    count += 1;
  }
  const [sharedX, sharedY] = [x.subarray(0, count), y.subarray(0, count)];
  const [meanX, meanY] = [sumX / count, sumY / count];
  return moments(
    products(sharedX, sharedX, meanX, meanX),
    products(sharedY, sharedY, meanY, meanY),
    products(sharedX, sharedY, meanX, meanY),
    count,
  );
}

function moments(xx: number, yy: number, xy: number, count: number): PairMoments {
  if (count < 2) return { covariance: 0, correlation: null };
  const product = Math.sqrt(xx) * Math.sqrt(yy);
  return {
    covariance: xy / (count - 1),
    correlation: product > 0 ? Math.min(Math.max(xy / product, -1), 1) : null,
  };
}
