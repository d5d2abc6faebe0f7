/**
 * Where one point comes among those nearest to another on the map: 1 is the nearest; of equally near ones the lower ID
 * number is first. `coordinates` are x, y pairs.
 */
export function mapRank(coordinates: Float32Array, own: number, other: number): number {
  const distance = (i: number) =>
    (coordinates[i * 2]! - coordinates[own * 2]!) ** 2 +
    (coordinates[i * 2 + 1]! - coordinates[own * 2 + 1]!) ** 2;
  const limit = distance(other);
  let rank = 1;
  for (let i = 0; i < coordinates.length / 2; i++) {
    if (i === own || i === other) continue;
    const nearer = distance(i);
    if (nearer < limit || (nearer === limit && i < other)) rank += 1;
  }
  return rank;
}
