/** What thinning left of the pixels. */
export interface ThinPixels {
  /** A plane for each channel, all of one length. */
  planes: Float32Array[];
  /** Every how many pixels one was taken; 1 where all were. */
  step: number;
}

// A 1,024 x 1,024 plane is read whole. Beyond, a step of a few pixels changes no figure's third digit.
const PIXELS_A_CHANNEL = 1 << 20;
// Products over all pairs of channels: 64 channels of 600 x 600 would be 750 million, 1 s; 2^26 are a tenth of that.
const PRODUCTS = 1 << 26;

/**
 * Every n-th pixel of (channels, height, width), with n such that the figures of any file take about as long as those
 * of a (4, 1024, 1024) one. n and the width share no divisor, so that no column is left out altogether.
 */
export function thinPixels(
  data: Float32Array,
  { channels, height, width }: { channels: number; height: number; width: number },
): ThinPixels {
  const area = height * width;
  const pairs = (channels * (channels + 1)) / 2;
  const step = stepFor(area, Math.min(PIXELS_A_CHANNEL, Math.floor(PRODUCTS / Math.max(pairs, 1))), width);
  const planes = Array.from({ length: channels }, (_, channel) =>
    everyNth(data.subarray(channel * area, (channel + 1) * area), step),
  );
  return { planes, step };
}

/** The least step that leaves at most `most` of `count` values and shares no divisor with `width`. */
export function stepFor(count: number, most: number, width: number): number {
  let step = Math.max(1, Math.ceil(count / Math.max(most, 1)));
  while (step > 1 && step < count && greatestDivisor(step, width) > 1) step += 1;
  return step;
}

export function everyNth(values: Float32Array, step: number): Float32Array {
  if (step === 1) return values;
  const taken = new Float32Array(Math.ceil(values.length / step));
  for (let i = 0, at = 0; at < values.length; i++, at += step) taken[i] = values[at]!;
  return taken;
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));
