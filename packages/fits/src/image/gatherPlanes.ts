/**
 * Sorts the values of an array into planes: gives a function that takes the array's values in pieces (`at` is the
 * place of a piece's first value) and writes those of the chosen planes of `axis` to `out`, (planes, ...other axes).
 */
export function gatherPlanes(
  shape: readonly number[],
  axis: number,
  planes: readonly number[],
  out: Float32Array,
): (piece: Float32Array, at: number) => void {
  const product = (lengths: readonly number[]) => lengths.reduce((a, b) => a * b, 1);
  const length = shape[axis]!;
  const area = product(shape) / length;
  const after = product(shape.slice(axis + 1));
  if (after === 1) return (piece, at) => gatherInterleaved(piece, at, { length, area, planes, out });
  return (piece, at) => {
    for (let i = 0; i < piece.length; ) {
      const block = Math.floor((at + i) / after);
      const within = (at + i) % after;
      const run = piece.subarray(i, i + after - within);
      const plane = block % length;
      const place = ((block - plane) / length) * after + within;
      planes.forEach((wanted, c) => {
        if (wanted === plane) out.set(run, c * area + place);
      });
      i += run.length;
    }
  };
}

function gatherInterleaved(
  piece: Float32Array,
  at: number,
  to: { length: number; area: number; planes: readonly number[]; out: Float32Array },
): void {
  const { length, area, planes, out } = to;
  planes.forEach((plane, c) => {
    const first = (((plane - at) % length) + length) % length;
    let place = c * area + (at + first - plane) / length;
    for (let i = first; i < piece.length; i += length) out[place++] = piece[i]!;
  });
}
