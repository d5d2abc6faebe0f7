import { type Matrix, squaredDistance } from '../matrix/matrix.ts';

/** A row and how far away it is. */
export interface NearRow {
  row: number;
  /** Euclidean. */
  distance: number;
}

/** The `count` rows of `among` that are nearest to row `row` of `points`, nearest first, of equally near ones the lower. */
export function nearestRows(
  points: Matrix<Float64Array>,
  row: number,
  among: Matrix<Float64Array>,
  count: number,
): NearRow[] {
  const nearest: NearRow[] = [];
  for (let other = 0; other < among.rows; other++) {
    const distance = squaredDistance(points, row, among, other);
    if (nearest.length === count && distance >= nearest[count - 1]!.distance) continue;
    let place = nearest.length;
    while (place > 0 && nearest[place - 1]!.distance > distance) place -= 1;
    nearest.splice(place, 0, { row: other, distance });
    if (nearest.length > count) nearest.pop();
  }
  return nearest.map((near) => ({ row: near.row, distance: Math.sqrt(near.distance) }));
}
