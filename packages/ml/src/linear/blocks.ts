/** Rows from 0 on in blocks of `step`, the last of what is left. */
export const blocksOf = (rows: number, step: number): [from: number, to: number][] =>
  Array.from({ length: Math.ceil(rows / step) }, (_, n) => [n * step, Math.min((n + 1) * step, rows)]);
