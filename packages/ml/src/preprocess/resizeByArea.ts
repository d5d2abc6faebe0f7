/** Changes a row of pixels before it is averaged, in place. */
export type MapRow = (row: Float64Array) => void;

/** Moves and scales values, which may as well be done to their mean. */
export interface Shift {
  /** Value to become 0 and value to become 1, the first below the second; infinite values count as the nearer one. */
  lower: number;
  upper: number;
}

export interface ResizeOptions {
  width: number;
  height: number;
  /** Side of the new plane, in pixels. */
  size: number;
  mapRow?: MapRow;
  /** In place of a `mapRow` that does this alone: once for each new pixel, not for each old one. */
  shift?: Shift;
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
export function resizeByArea(
  plane: Float32Array,
  { width, height, size, mapRow, shift }: ResizeOptions,
): Resized {
  const side = Math.max(width, height);
  const columns = overlaps(width, side, size);
  const rows = width === height ? columns : overlaps(height, side, size);
  const collapse = mapRow ? mappedRows(plane, width, mapRow) : plainRows(plane, width, shift);
  const { lower, upper } = shift ?? { lower: 0, upper: 1 };
  const wholeWidths = sumsOf(new Float64Array(width).fill(1), columns);
  const pixelArea = (side / size) ** 2;
  const values = new Float32Array(size * size);
  const measured = new Float32Array(size * size);
  let isWhole = true;
  for (let y = 0, at = 0; y < size; y++) {
    const { rowSums, rowAreas, rowHeight } = collapse(rows[y]!);
    const sums = sumsOf(rowSums, columns);
    const areas = rowAreas && sumsOf(rowAreas, columns);
    for (let x = 0; x < size; x++, at++) {
      const area = areas ? areas[x]! : wholeWidths[x]! * rowHeight;
      values[at] = area > 0 ? (sums[x]! / area - lower) / (upper - lower) : Number.NaN;
      measured[at] = Math.min(area / pixelArea, 1);
      if (area < pixelArea * (1 - 1e-9)) isWhole = false;
    }
  }
  return { values, measured: isWhole ? null : measured };
}

/** For every column, the sums of values and of areas over the rows that one new row covers. */
type CollapseRows = (rows: Overlap) => {
  rowSums: Float64Array;
  /** Null where nothing is missing: then each is `rowHeight`. */
  rowAreas: Float64Array | null;
  rowHeight: number;
};

function mappedRows(plane: Float32Array, width: number, mapRow: MapRow): CollapseRows {
  const row = new Float64Array(width);
  const rowSums = new Float64Array(width);
  const rowAreas = new Float64Array(width);
  // Two new rows share the old one that lies across their border: it is mapped once.
  let mapped = -1;
  return ({ first, weights }) => {
    rowSums.fill(0);
    rowAreas.fill(0);
    for (let k = 0; k < weights.length; k++) {
      if (mapped !== first + k) {
        mapped = first + k;
        row.set(plane.subarray(mapped * width, (mapped + 1) * width));
        mapRow(row);
      }
      for (let x = 0; x < width; x++) addFinite(row[x]!, weights[k]!, x, rowSums, rowAreas);
    }
    return { rowSums, rowAreas, rowHeight: Number.NaN };
  };
}

/**
 * Adds as if nothing were missing and looks at the sums: what is not finite makes its sum so. Only then is each value
 * looked at; a plane without holes takes a third of the time.
 */
function plainRows(plane: Float32Array, width: number, shift: Shift | undefined): CollapseRows {
  const rowSums = new Float64Array(width);
  const rowAreas = new Float64Array(width);
  const { lower, upper } = shift ?? { lower: Number.NaN, upper: Number.NaN };
  const addEach = ({ first, weights }: Overlap): void => {
    rowSums.fill(0);
    rowAreas.fill(0);
    for (let k = 0; k < weights.length; k++)
      for (let x = 0, at = (first + k) * width; x < width; x++, at++) {
        const value = plane[at]!;
        const near =
          value === Number.POSITIVE_INFINITY ? upper : value === Number.NEGATIVE_INFINITY ? lower : value;
        addFinite(near, weights[k]!, x, rowSums, rowAreas);
      }
  };
  return (rows) => {
    addWhole(plane, rows, rowSums);
    const rowHeight = rows.weights.reduce((sum, weight) => sum + weight, 0);
    if (areFinite(rowSums)) return { rowSums, rowAreas: null, rowHeight };
    addEach(rows);
    return { rowSums, rowAreas, rowHeight };
  };
}

/** Two rows at a time, whose sums then pass through memory half as often: a third less time. */
function addWhole(plane: Float32Array, { first, weights }: Overlap, rowSums: Float64Array): void {
  const width = rowSums.length;
  rowSums.fill(0);
  for (let k = 0; k < weights.length; k += 2) {
    const one = (first + k) * width;
    const weight = weights[k]!;
    if (k + 1 === weights.length) {
      for (let x = 0; x < width; x++) rowSums[x]! += plane[one + x]! * weight;
      continue;
    }
    const other = one + width;
    const otherWeight = weights[k + 1]!;
    for (let x = 0; x < width; x++)
      rowSums[x] = rowSums[x]! + plane[one + x]! * weight + plane[other + x]! * otherWeight;
  }
}

/** A difference of a value with itself is NaN where it is not finite, and so is every sum with it. */
function areFinite(values: Float64Array): boolean {
  let sum = 0;
  for (let x = 0; x < values.length; x++) sum += values[x]! - values[x]!;
  return sum === 0;
}

function addFinite(value: number, weight: number, x: number, sums: Float64Array, areas: Float64Array): void {
  if (value - value !== 0) return;
  sums[x]! += value * weight;
  areas[x]! += weight;
}

/** For each of the overlaps the sum of the values in it, by their weights. */
function sumsOf(values: Float64Array, overlapping: readonly Overlap[]): Float64Array {
  const sums = new Float64Array(overlapping.length);
  for (let i = 0; i < sums.length; i++) {
    const { first, weights } = overlapping[i]!;
    let sum = 0;
    for (let k = 0; k < weights.length; k++) sum += values[first + k]! * weights[k]!;
    sums[i] = sum;
  }
  return sums;
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
