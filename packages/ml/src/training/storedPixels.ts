type Values = Float32Array | Uint8Array;

/** Values (samples, channels, pixels) that lie outside of memory. */
export interface StoredPixels<T extends Values> {
  /** Number of all values. */
  length: number;
  /** Fills `into` with the values from place `from` on. Several reads may be under way at once. */
  read(into: T, from: number): Promise<void>;
}

export interface PixelLayout {
  samples: number;
  channels: number;
  /** Of one channel of one sample. */
  pixels: number;
}

/** Reads samples, channels last, as float32; and begins to read those that will be asked for next. */
export type PixelReader = (indexes: readonly number[], next: readonly number[]) => Promise<Float32Array>;

/** Throws RangeError where the number of values does not fit the layout. */
export function createPixelReader<T extends Values>(
  source: T | StoredPixels<T>,
  layout: PixelLayout,
  type: new (length: number) => T,
): PixelReader {
  const { samples, channels, pixels } = layout;
  if (source.length !== samples * channels * pixels)
    throw new RangeError(
      `${source.length} values are not ${samples} images of ${channels} x ${pixels} pixels.`,
    );
  return 'read' in source ? storedReader(source, layout, type) : memoryReader(source, layout);
}

function memoryReader(source: Values, { channels, pixels }: PixelLayout): PixelReader {
  const stride = channels * pixels;
  return async (indexes) => {
    const out = new Float32Array(indexes.length * stride);
    indexes.forEach((sample, i) => {
      const from = source.subarray(sample * stride, (sample + 1) * stride);
      channelsLast(from, out.subarray(i * stride, (i + 1) * stride), channels);
    });
    return out;
  };
}

/** Samples that are being read, each in a place of its own. */
interface Reading<T> {
  indexes: readonly number[];
  values: T;
  done: Promise<unknown>;
}

function storedReader<T extends Values>(
  source: StoredPixels<T>,
  { channels, pixels }: PixelLayout,
  type: new (length: number) => T,
): PixelReader {
  const stride = channels * pixels;
  // What was made for one batch serves the one after the next, or memory would be taken and given back all the time.
  let spare: T | null = null;
  let ahead: Reading<T> | null = null;

  const begin = (indexes: readonly number[]): Reading<T> => {
    const length = indexes.length * stride;
    const values = spare?.length === length ? spare : new type(length);
    spare = null;
    const reads = indexes.map((sample, i) =>
      source.read(values.subarray(i * stride, (i + 1) * stride) as T, sample * stride),
    );
    const done = Promise.all(reads);
    // Whoever asks for these samples is told; until then a failure is not an unhandled one.
    done.catch(() => undefined);
    return { indexes, values, done };
  };

  return async (indexes, next) => {
    const current = ahead && isSame(ahead.indexes, indexes) ? ahead : begin(indexes);
    ahead = null;
    await current.done;
    if (next.length > 0) ahead = begin(next);
    const out = new Float32Array(indexes.length * stride);
    for (let at = 0; at < out.length; at += stride)
      channelsLast(current.values.subarray(at, at + stride), out.subarray(at, at + stride), channels);
    spare = current.values;
    return out;
  };
}

const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

/** One sample, from channels first. */
function channelsLast(sample: Values, target: Float32Array, channels: number): void {
  if (channels === 1) {
    target.set(sample);
    return;
  }
  const pixels = sample.length / channels;
  for (let c = 0; c < channels; c++)
    for (let p = 0; p < pixels; p++) target[p * channels + c] = sample[c * pixels + p]!;
}
