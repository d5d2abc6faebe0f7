import { distances } from './distance';

/**
 * Adds the distances between the rows of one tile and those of the tile itself and all after it to both rows' sums by
 * cluster, (rows, clusterCount). Rows of a tile stay in the first cache; `scratch` holds `tile` numbers.
 */
export function addDistances(
  points: usize,
  rows: i32,
  cols: i32,
  labels: usize,
  clusterCount: i32,
  from: i32,
  tile: i32,
  sums: usize,
  scratch: usize,
): void {
  const stride = (<usize>cols) << 3;
  const width = (<usize>clusterCount) << 3;
  const to = min(from + tile, rows);
  for (let other = from; other < rows; other += tile) {
    const end = min(other + tile, rows);
    for (let i = from; i < to; i++) {
      const start = max(other, i + 1);
      const count = end - start;
      if (count <= 0) continue;
      distances(points + <usize>i * stride, points + <usize>start * stride, count, cols, scratch);
      const own = sums + <usize>i * width;
      const column = (<usize>load<i32>(labels + ((<usize>i) << 2))) << 3;
      for (let n = 0; n < count; n++) {
        const d = sqrt<f64>(load<f64>(scratch + ((<usize>n) << 3)));
        const j = <usize>(start + n);
        const there = sums + j * width + column;
        store<f64>(there, load<f64>(there) + d);
        const here = own + ((<usize>load<i32>(labels + (j << 2))) << 3);
        store<f64>(here, load<f64>(here) + d);
      }
    }
  }
}
