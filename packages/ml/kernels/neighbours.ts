import { distances } from './distance';

/**
 * Offers the rows of one tile, and those of the tile itself and all after it, to each other as neighbours. `indexes` and
 * `squares` (rows, count) are kept in ascending order; of equal distances the lower index is nearer.
 */
export function findNeighbours(
  points: usize,
  rows: i32,
  cols: i32,
  count: i32,
  from: i32,
  tile: i32,
  indexes: usize,
  squares: usize,
  scratch: usize,
): void {
  const stride = (<usize>cols) << 3;
  const to = min(from + tile, rows);
  for (let other = from; other < rows; other += tile) {
    const end = min(other + tile, rows);
    for (let i = from; i < to; i++) {
      const start = max(other, i + 1);
      const found = end - start;
      if (found <= 0) continue;
      distances(points + <usize>i * stride, points + <usize>start * stride, found, cols, scratch);
      for (let n = 0; n < found; n++) {
        const square = load<f64>(scratch + ((<usize>n) << 3));
        offer(i, start + n, square, count, indexes, squares);
        offer(start + n, i, square, count, indexes, squares);
      }
    }
  }
}

function offer(row: i32, other: i32, square: f64, count: i32, indexes: usize, squares: usize): void {
  const first = <usize>row * <usize>count;
  let value = squares + ((first + <usize>(count - 1)) << 3);
  const farthest = load<f64>(value);
  if (square > farthest) return;
  let index = indexes + ((first + <usize>(count - 1)) << 2);
  if (square === farthest && other > load<i32>(index)) return;
  const stop = squares + (first << 3);
  while (value > stop) {
    const before = load<f64>(value - 8);
    const its = load<i32>(index - 4);
    if (before < square || (before === square && its < other)) break;
    store<f64>(value, before);
    store<i32>(index, its);
    value -= 8;
    index -= 4;
  }
  store<f64>(value, square);
  store<i32>(index, other);
}
