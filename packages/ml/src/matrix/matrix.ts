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

/** Float64 of its own. Throws ParameterError NOT_FINITE naming the row, or EMPTY. */
export function toFloat64({ data, rows, cols }: Matrix): Matrix<Float64Array> {
  if (rows < 1 || cols < 1 || data.length !== rows * cols)
    throw new ParameterError('EMPTY', `${data.length} values are not ${rows} rows of ${cols}.`);
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new ParameterError('NOT_FINITE', `Row ${Math.floor(bad / cols)} holds NaN or an infinity.`);
  return { data: Float64Array.from(data), rows, cols };
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

/** Squared Euclidean distance of row i of a and row j of b. */
export function squaredDistance(a: Matrix, i: number, b: Matrix, j: number): number {
  const { cols } = a;
  let sum = 0;
  for (let k = 0, p = i * cols, q = j * cols; k < cols; k++, p++, q++) {
    const d = a.data[p]! - b.data[q]!;
    sum += d * d;
  }
  return sum;
}
