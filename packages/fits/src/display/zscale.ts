/** Lower and upper limit of what is shown, in the units of the pixels. */
export interface Limits {
  lower: number;
  upper: number;
}

// IRAF's constants, as astropy.visualization.ZScaleInterval has them.
const SAMPLES = 1000;
const CONTRAST = 0.25;
const MOST_REJECTED = 0.5;
const FEWEST = 5;
const SIGMAS = 2.5;
const ITERATIONS = 5;

/**
 * Limits around the median that show the faint parts: a line through the sorted values of a sample, without outliers,
 * made steeper by the contrast. As astropy's ZScaleInterval with its defaults, after IRAF's zscale. Null where no
 * value is finite.
 */
export function zscaleLimits(values: Float32Array): Limits | null {
  const samples = takeSamples(values);
  const count = samples.length;
  if (count === 0) return null;
  const whole = { lower: samples[0]!, upper: samples[count - 1]! };
  const slope = fitSlope(samples);
  if (slope === null) return whole;
  const steep = slope / CONTRAST;
  const middle = Math.floor((count - 1) / 2);
  const median = (samples[middle]! + samples[count >> 1]!) / 2;
  return {
    lower: Math.max(whole.lower, median - (middle - 1) * steep),
    upper: Math.min(whole.upper, median + (count - middle) * steep),
  };
}

/** About a thousand of the finite values, sorted. */
function takeSamples(values: Float32Array): Float64Array {
  let finite = 0;
  for (const value of values) if (value - value === 0) finite += 1;
  const stride = Math.max(1, Math.floor(finite / SAMPLES));
  const samples = new Float64Array(Math.min(SAMPLES, Math.ceil(finite / stride)));
  let passed = 0;
  for (let i = 0; i < values.length && passed < samples.length * stride; i++) {
    const value = values[i]!;
    if (value - value !== 0) continue;
    if (passed % stride === 0) samples[passed / stride] = value;
    passed += 1;
  }
  return samples.sort();
}

/** Rise of the values from one rank to the next, outliers left out; null where they are more than half. */
function fitSlope(samples: Float64Array): number | null {
  const count = samples.length;
  const fewest = Math.max(FEWEST, Math.floor(count * MOST_REJECTED));
  const grow = Math.max(1, Math.floor(count * 0.01));
  let isBad: Uint8Array = new Uint8Array(count);
  let good = count;
  let goodBefore = count + 1;
  let slope = 0;
  for (let i = 0; i < ITERATIONS && good < goodBefore && good >= fewest; i++) {
    const line = fitLine(samples, isBad);
    slope = line.slope;
    isBad = widen(rejectOutliers(samples, isBad, line), grow);
    goodBefore = good;
    good = count - isBad.reduce((sum, bad) => sum + bad, 0);
  }
  return good >= fewest ? slope : null;
}

interface Line {
  slope: number;
  intercept: number;
}

function fitLine(samples: Float64Array, isBad: Uint8Array): Line {
  let weight = 0;
  let sumX = 0;
  let sumY = 0;
  for (const [x, y] of samples.entries())
    if (!isBad[x]) {
      weight += 1;
      sumX += x;
      sumY += y;
    }
  const meanX = sumX / weight;
  const meanY = sumY / weight;
  let squares = 0;
  let products = 0;
  for (const [x, y] of samples.entries())
    if (!isBad[x]) {
      squares += (x - meanX) ** 2;
      products += (x - meanX) * (y - meanY);
    }
  const slope = squares > 0 ? products / squares : 0;
  return { slope, intercept: meanY - slope * meanX };
}

function rejectOutliers(samples: Float64Array, isBad: Uint8Array, { slope, intercept }: Line): Uint8Array {
  const flat = samples.map((y, x) => y - (slope * x + intercept));
  const good = flat.filter((_, x) => !isBad[x]);
  const mean = good.reduce((sum, value) => sum + value, 0) / good.length;
  const variance = good.reduce((sum, value) => sum + (value - mean) ** 2, 0) / good.length;
  const threshold = SIGMAS * Math.sqrt(variance);
  return Uint8Array.from(flat, (value, x) => (isBad[x] || Math.abs(value) > threshold ? 1 : 0));
}

/** Every rejected sample takes its neighbours along: `grow` in all, one more above than below where it is even. */
function widen(isBad: Uint8Array, grow: number): Uint8Array {
  const below = (grow - 1) >> 1;
  const wide = new Uint8Array(isBad.length);
  for (let x = 0; x < isBad.length; x++)
    if (isBad[x]) wide.fill(1, Math.max(0, x - below), Math.max(0, x - below + grow));
  return wide;
}
