/** Changes a row of pixels before it is averaged, in place. */
export type MapRow = (row: Float64Array) => void;

export interface ResizeOptions {
  width: number;
  height: number;
  /** Side of the new plane, in pixels. */
  size: number;
  mapRow?: MapRow;
}

export interface Resized {
  /** (size, size); NaN where nothing was measured. */
  values: Float32Array;
  /** Share of each pixel's area that was measured, 0 to 1; null where every pixel was wholly measured. */
  measured: Float32Array | null;
}

interface Overlap {
  first: number;
  weights: Float64Array;
}

/**
 * Resizes a plane (height, width) to `size` x `size` by averaging over areas: each new pixel is the mean of the old
 * ones it covers, weighted by how much of them it covers, what is not finite left out. Where the sides divide this is
 * PyTorch's adaptive_avg_pool2d. The plane's longer side is fitted and the rest lies outside the image, unmeasured, so
 * that discs keep their shape.
 */
export function resizeByArea(plane: Float32Array, { width, height, size, mapRow }: ResizeOptions): Resized {
  const side = Math.max(width, height);
  const columns = overlaps(width, side, size);
  const rows = overlaps(height, side, size);
  const pixelArea = (side / size) ** 2;
  const sums = new Float64Array(size * size);
  const areas = new Float64Array(size * size);
  const collapse = rowCollapser(plane, width, mapRow);
  for (let y = 0; y < size; y++) {
    const { rowSums, rowAreas } = collapse(rows[y]!);
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
  const values = new Float32Array(size * size);
  for (let i = 0; i < values.length; i++) values[i] = areas[i]! > 0 ? sums[i]! / areas[i]! : Number.NaN;
  const whole = areas.every((area) => area >= pixelArea * (1 - 1e-9));
  return {
    values,
    measured: whole ? null : Float32Array.from(areas, (area) => Math.min(area / pixelArea, 1)),
  };
}

/** For every column, the sums of values and of areas over the rows that one new row covers. */
function rowCollapser(plane: Float32Array, width: number, mapRow: MapRow | undefined) {
  const row = new Float64Array(width);
  const rowSums = new Float64Array(width);
  const rowAreas = new Float64Array(width);
  // Two new rows share the old one that lies across their border: it is mapped once.
  let mapped = -1;
  return ({ first, weights }: Overlap) => {
    rowSums.fill(0);
    rowAreas.fill(0);
    for (let k = 0; k < weights.length; k++) {
      if (mapped !== first + k) {
        mapped = first + k;
        row.set(plane.subarray(mapped * width, (mapped + 1) * width));
        mapRow?.(row);
      }
      addRow(row, weights[k]!, rowSums, rowAreas);
    }
    return { rowSums, rowAreas };
  };
}

function addRow(row: Float64Array, weight: number, sums: Float64Array, areas: Float64Array): void {
  for (let x = 0; x < row.length; x++) {
    const value = row[x]!;
    // False for NaN and for infinities, whose difference with themselves is NaN.
    if (value - value === 0) {
      sums[x]! += value * weight;
      areas[x]! += weight;
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
