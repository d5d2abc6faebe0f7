export interface Resized {
  /** (size, size) */
  values: Float32Array;
  /** Share of each pixel's area that was measured, 0 to 1; null where every pixel was wholly measured. */
  measured: Float32Array | null;
}

interface Overlap {
  first: number;
  weights: Float64Array;
}

/**
 * Resizes a plane to `size` x `size` by averaging over areas: each new pixel is the mean of the old ones it covers,
 * weighted by how much of them it covers, NaN left out. The plane's longer side is fitted and the rest lies outside
 * the image, unmeasured, so that discs keep their shape.
 */
export function resizeByArea(plane: Float32Array, width: number, height: number, size: number): Resized {
  const side = Math.max(width, height);
  const columns = overlaps(width, side, size);
  const rows = overlaps(height, side, size);
  const pixelArea = (side / size) ** 2;
  const sums = new Float64Array(size * size);
  const areas = new Float64Array(size * size);
  const rowSums = new Float64Array(width);
  const rowAreas = new Float64Array(width);
  for (let y = 0; y < size; y++) {
    collapseRows(plane, width, rows[y]!, rowSums, rowAreas);
    for (let x = 0; x < size; x++) {
      const { first, weights } = columns[x]!;
      let sum = 0;
      let area = 0;
      for (let k = 0; k < weights.length; k++) {
        sum += rowSums[first + k]! * weights[k]!;
        area += rowAreas[first + k]! * weights[k]!;
      }
      sums[y * size + x] = sum;
      areas[y * size + x] = area;
    }
  }
  const values = Float32Array.from(sums, (sum, i) => (areas[i]! > 0 ? sum / areas[i]! : Number.NaN));
  const whole = areas.every((area) => area >= pixelArea * (1 - 1e-9));
  return {
    values,
    measured: whole ? null : Float32Array.from(areas, (area) => Math.min(area / pixelArea, 1)),
  };
}

/** For every column, the sums of values and of areas over the rows that one new row covers. */
function collapseRows(
  plane: Float32Array,
  width: number,
  { first, weights }: Overlap,
  sums: Float64Array,
  areas: Float64Array,
): void {
  sums.fill(0);
  areas.fill(0);
  for (let k = 0; k < weights.length; k++) {
    const weight = weights[k]!;
    const base = (first + k) * width;
    for (let x = 0; x < width; x++) {
      const value = plane[base + x]!;
      // False for NaN and for infinities, whose difference with themselves is NaN.
      if (value - value === 0) {
        sums[x]! += value * weight;
        areas[x]! += weight;
      }
    }
  }
}

/** Which old pixels each new one covers along an axis of `length` pixels that is centred in `side`. */
function overlaps(length: number, side: number, size: number): Overlap[] {
  const scale = side / size;
  const margin = (side - length) / 2;
  return Array.from({ length: size }, (_, i) => {
    const from = Math.max(i * scale - margin, 0);
    const to = Math.min((i + 1) * scale - margin, length);
    const first = Math.floor(from);
    const count = to > from ? Math.ceil(to - 1e-9) - first : 0;
    const weights = Float64Array.from({ length: Math.max(count, 0) }, (_, k) =>
      Math.max(Math.min(first + k + 1, to) - Math.max(first + k, from), 0),
    );
    return { first, weights };
  });
}
