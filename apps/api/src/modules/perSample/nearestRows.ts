/** The rows nearest to `own`, itself left out, by Euclidean distance; of equally near ones the lower first. */
export function nearestRows(
  values: Float32Array,
  cols: number,
  own: number,
  count: number,
): { row: number; distance: number }[] {
  const rows = values.length / cols;
  const distances = Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let k = 0; k < cols; k++) sum += (values[row * cols + k]! - values[own * cols + k]!) ** 2;
    return Math.sqrt(sum);
  });
  return [...distances.keys()]
    .filter((row) => row !== own)
    .sort((a, b) => distances[a]! - distances[b]! || a - b)
    .slice(0, count)
    .map((row) => ({ row, distance: distances[row]! }));
}
