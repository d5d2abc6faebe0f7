export interface Plane {
  data: Float32Array;
  width: number;
  height: number;
}

/** Means over blocks of `factor` x `factor` pixels, NaN left out; narrower blocks at the right and upper edges. */
export function binPlane({ data, width, height }: Plane, factor: number): Plane {
  const outWidth = Math.ceil(width / factor);
  const outHeight = Math.ceil(height / factor);
  const sums = new Float64Array(outWidth * outHeight);
  const counts = new Uint32Array(sums.length);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / factor) * outWidth;
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const value = data[at]!;
      // False for NaN and for infinities.
      if (value - value !== 0) continue;
      const block = row + Math.floor(x / factor);
      sums[block]! += value;
      counts[block]! += 1;
    }
  }
  const out = Float32Array.from(sums, (sum, i) => (counts[i]! > 0 ? sum / counts[i]! : Number.NaN));
  return { data: out, width: outWidth, height: outHeight };
}
