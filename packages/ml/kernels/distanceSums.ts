import { distances } from './distance';

/**
 * Adds the distances between rows `from` to `to` and those of rows `other` to `end` that come after each, to both rows'
 * sums by cluster, (rows, clusterCount). Both are taken by tiles that stay in the first cache; `scratch` holds `tile`
 * numbers. A row meets the others in ascending order, as long as blocks of them are taken in that order.
 */
export function addDistances(
  points: usize,
  cols: i32,
  labels: usize,
  clusterCount: i32,
  from: i32,
  to: i32,
  other: i32,
  end: i32,
  tile: i32,
  sums: usize,
  scratch: usize,
): void {
  for (; from < to; from += tile) {
    const last = min(from + tile, to);
    // Tiles before its own hold no row that comes after one of these.
    for (let start = max(other, from); start < end; start += tile)
      addTile(points, cols, labels, clusterCount, from, last, start, min(start + tile, end), sums, scratch);
  }
}

function addTile(
  points: usize,
  cols: i32,
  labels: usize,
  clusterCount: i32,
  from: i32,
  to: i32,
  other: i32,
  end: i32,
  sums: usize,
  scratch: usize,
): void {
  const stride = (<usize>cols) << 3;
  const width = (<usize>clusterCount) << 3;
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
