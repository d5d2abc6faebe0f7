/** Float32 images (samples, channels, size, size) in the blob store, row 0 at the bottom. */
export interface StoredImages {
  url: string;
  shape: readonly number[];
}

export interface MeanImage {
  /** Of each channel (size, size), row 0 at the bottom. */
  planes: Float32Array[];
  size: number;
  /** Members that it is the mean of. */
  count: number;
}

export interface MeanImages {
  byLabel: ReadonlyMap<number, MeanImage>;
  /** Of each channel the lowest and highest value of all clusters' means, so that they can be held against each other. */
  limits: (readonly [number, number])[];
}

/** Numbers `from` to before `to` of the stored images. */
export interface Run {
  from: number;
  to: number;
}

// All images where they are no more than a long page's pictures; else so many of each cluster, one request each.
const WHOLE_MOST_BYTES = 24e6;
const MEMBERS_MOST = 24;
const PART_MOST_BYTES = 24e6;

/**
 * Which images the means are taken from, by cluster: all where the file is small, or else some members of each cluster,
 * evenly apart by ID number. Noise has no mean.
 */
export function membersToRead(labels: ArrayLike<number>, bytesPerImage: number): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label < 0) continue;
    const own = members.get(label);
    if (own) own.push(i);
    else members.set(label, [i]);
  }
  if (labels.length * bytesPerImage <= WHOLE_MOST_BYTES) return members;
  const most = Math.max(
    1,
    Math.min(MEMBERS_MOST, Math.floor(PART_MOST_BYTES / bytesPerImage / Math.max(members.size, 1))),
  );
  return new Map([...members].map(([label, own]) => [label, evenly(own, most)]));
}

function evenly(items: readonly number[], most: number): number[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, i) => items[Math.floor(((i + 0.5) * items.length) / most)]!);
}

/** Numbers that follow each other as one run, so that they are one request. */
export function runsOf(indexes: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (const index of indexes.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.to === index) last.to++;
    else runs.push({ from: index, to: index + 1 });
  }
  return runs;
}

/** Adds images up by cluster; `means` gives what it is so far. */
export function sumImages(shape: readonly number[]) {
  const [, channels = 0, height = 0, width = 0] = shape;
  const length = channels * height * width;
  const sums = new Map<number, { sum: Float64Array; count: number }>();
  return {
    add(label: number, image: Float32Array): void {
      const own = sums.get(label) ?? { sum: new Float64Array(length), count: 0 };
      sums.set(label, own);
      for (let i = 0; i < length; i++) own.sum[i]! += image[i]!;
      own.count++;
    },
    means(): MeanImages {
      const byLabel = new Map(
        [...sums].map(([label, { sum, count }]) => [label, meanOf(sum, count, channels, width)]),
      );
      const limits = Array.from({ length: channels }, (_, channel) =>
        limitsOf([...byLabel.values()].map(({ planes }) => planes[channel]!)),
      );
      return { byLabel, limits };
    },
  };
}

function meanOf(sum: Float64Array, count: number, channels: number, size: number): MeanImage {
  const mean = Float32Array.from(sum, (value) => value / count);
  const area = size * size;
  return {
    planes: Array.from({ length: channels }, (_, c) => mean.subarray(c * area, (c + 1) * area)),
    size,
    count,
  };
}

function limitsOf(planes: readonly Float32Array[]): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const plane of planes)
    for (const value of plane) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  return [low, high];
}

/** The mean image of each cluster. Throws where the images cannot be fetched, and AbortError. */
export async function readMeanImages(
  images: StoredImages,
  labels: ArrayLike<number>,
  signal: AbortSignal,
): Promise<MeanImages> {
  const length = images.shape.slice(1).reduce((product, side) => product * side, 1);
  const bytes = length * Float32Array.BYTES_PER_ELEMENT;
  const sums = sumImages(images.shape);
  const wanted = [...membersToRead(labels, bytes).values()].flat();
  // One after another: the pictures in sight come first.
  for (const { from, to } of runsOf(wanted)) {
    const range = `bytes=${from * bytes}-${to * bytes - 1}`;
    const response = await fetch(images.url, { headers: { range }, signal });
    if (!response.ok) throw new Error(`The images could not be fetched (status ${response.status}).`);
    const all = await response.arrayBuffer();
    // Whoever does not know ranges sends everything.
    const before = response.status === 206 ? 0 : from;
    for (let index = from; index < to; index++)
      sums.add(labels[index]!, new Float32Array(all, (before + index - from) * bytes, length));
  }
  return sums.means();
}
