/** Numbers in rows and columns, row after row. */
export interface Matrix<Data extends Float32Array | Float64Array = Float32Array | Float64Array> {
  data: Data;
  rows: number;
  cols: number;
}

/** A parameter, or data, that an algorithm cannot work with. `path` points into the parameters. */
export class ParameterError extends Error {
  override name = 'ParameterError';
  readonly code: string;
  readonly path: readonly string[];

  constructor(code: string, message: string, path: readonly string[] = []) {
    super(message);
    this.code = code;
    this.path = path;
  }
}

/** Throws ParameterError EMPTY where there are no values, or not as many as there should be. */
export function checkShape({ data, rows, cols }: Matrix): void {
  if (rows < 1 || cols < 1 || data.length !== rows * cols)
    throw new ParameterError('EMPTY', `${data.length} values are not ${rows} rows of ${cols}.`);
}

/** Throws ParameterError NOT_FINITE naming the row, or EMPTY. */
export function checkFinite({ data, rows, cols }: Matrix): void {
  checkShape({ data, rows, cols });
  for (let at = 0; at < data.length; at++)
    if (!Number.isFinite(data[at]!))
      throw new ParameterError('NOT_FINITE', `Row ${Math.floor(at / cols)} holds NaN or an infinity.`);
}

/** Float64 of its own. Throws as `checkFinite` does. */
export function toFloat64(points: Matrix): Matrix<Float64Array> {
  checkFinite(points);
  const { data, rows, cols } = points;
  return { data: new Float64Array(data), rows, cols };
}

export function columnMeans({ data, rows, cols }: Matrix): Float64Array {
  const means = new Float64Array(cols);
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++, at++) means[j]! += data[at]!;
  return means.map((sum) => sum / rows);
}

/** Subtracts `means` from every row, in place. */
export function centre({ data, rows, cols }: Matrix<Float64Array>, means: Float64Array): void {
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++, at++) data[at]! -= means[j]!;
}

/** Of each column, the mean of the squared distances to its mean. */
export function columnVariances({ data, rows, cols }: Matrix, means: Float64Array): Float64Array {
  const squares = new Float64Array(cols);
  for (let at = 0; at < data.length; )
    for (let j = 0; j < cols; j++, at++) {
      const way = data[at]! - means[j]!;
      squares[j]! += way * way;
    }
  return squares.map((sum) => sum / rows);
}

/** Float64 of its own, with the column means taken out. Throws as `checkFinite` does. */
export function centred(points: Matrix): Matrix<Float64Array> {
  const own = toFloat64(points);
  centre(own, columnMeans(own));
  return own;
}

/** The rows at `places`, in that order, Float64. */
export function takeRows({ data, cols }: Matrix, places: ArrayLike<number>): Matrix<Float64Array> {
  const taken = new Float64Array(places.length * cols);
  for (let i = 0; i < places.length; i++)
    taken.set(data.subarray(places[i]! * cols, (places[i]! + 1) * cols), i * cols);
  return { data: taken, rows: places.length, cols };
}

/** Squared Euclidean distance of row i of a and row j of b. */
export function squaredDistance(
  a: Matrix<Float64Array>,
  i: number,
  b: Matrix<Float64Array>,
  j: number,
): number {
  const { cols } = a;
  const x = a.data;
  const y = b.data;
  const p = i * cols;
  const q = j * cols;
  // Four sums, since each addition has to wait for the one before it in its sum.
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < cols; k += 4) {
    const d0 = x[p + k]! - y[q + k]!;
    const d1 = x[p + k + 1]! - y[q + k + 1]!;
    const d2 = x[p + k + 2]! - y[q + k + 2]!;
    const d3 = x[p + k + 3]! - y[q + k + 3]!;
    s0 += d0 * d0;
    s1 += d1 * d1;
    s2 += d2 * d2;
    s3 += d3 * d3;
  }
  for (; k < cols; k++) {
    const d = x[p + k]! - y[q + k]!;
    s0 += d * d;
  }
  return s0 + s1 + (s2 + s3);
}
