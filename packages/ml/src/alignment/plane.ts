/** One picture, (height, width), row 0 at the bottom; NaN where nothing was measured. */
export interface PicturePlane {
  data: Float32Array;
  width: number;
  height: number;
}

/** Means over blocks of `factor` x `factor` pixels, what is not finite left out; an edge that fills no block is cut. */
export function binned(plane: PicturePlane, factor: number): PicturePlane {
  if (factor <= 1) return plane;
  const width = Math.floor(plane.width / factor);
  const height = Math.floor(plane.height / factor);
  const data = new Float32Array(width * height);
  const sums = new Float64Array(width);
  const counts = new Uint32Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    counts.fill(0);
    for (let row = y * factor; row < (y + 1) * factor; row++)
      for (let x = 0, at = row * plane.width; x < width; x++)
        for (let k = 0; k < factor; k++, at++) {
          const value = plane.data[at]!;
          // False for NaN and for infinities, whose difference with themselves is NaN.
          if (value - value === 0) {
            sums[x]! += value;
            counts[x]! += 1;
          }
        }
    for (let x = 0; x < width; x++) data[y * width + x] = counts[x]! > 0 ? sums[x]! / counts[x]! : Number.NaN;
  }
  return { data, width, height };
}

/** A rectangle of the plane: columns `x` to `x + width`, rows `y` to `y + height`, all inside. */
export function cropped(
  plane: PicturePlane,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): PicturePlane {
  const data = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const start = (y + row) * plane.width + x;
    data.set(plane.data.subarray(start, start + width), row * width);
  }
  return { data, width, height };
}
