import type { Matrix } from '../matrix/matrix.ts';

// A tile's rows and columns stay in the first cache: 2 x 32 x 64 bytes.
const TILE = 32;

/** Rows become columns. */
export function transposed({ data, rows, cols }: Matrix<Float64Array>): Matrix<Float64Array> {
  const turned = new Float64Array(data.length);
  for (let top = 0; top < rows; top += TILE)
    for (let left = 0; left < cols; left += TILE) {
      const bottom = Math.min(top + TILE, rows);
      const right = Math.min(left + TILE, cols);
      for (let k = left; k < right; k++)
        for (let i = top; i < bottom; i++) turned[k * rows + i] = data[i * cols + k]!;
    }
  return { data: turned, rows: cols, cols: rows };
}
