import { distances } from './distance';

/**
 * Offers the rows of one tile, and those of the tile itself and all after it, to each other as neighbours. `indexes` and
 * `squares` (rows, count) are kept in ascending order; of equal distances the lower index is nearer. `farthest` (rows)
 * repeats each row's last distance, so that the common question reads one stretch of memory.
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
  farthest: usize,
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
        const j = start + n;
        const here = farthest + ((<usize>i) << 3);
        if (square <= load<f64>(here)) store<f64>(here, offer(i, j, square, count, indexes, squares));
        const there = farthest + ((<usize>j) << 3);
        if (square <= load<f64>(there)) store<f64>(there, offer(j, i, square, count, indexes, squares));
      }
    }
  }
}

/** Puts `other` in its place among the row's neighbours, if it is near enough; returns how far the last one is then. */
function offer(row: i32, other: i32, square: f64, count: i32, indexes: usize, squares: usize): f64 {
  const stop = squares + ((<usize>row * <usize>count) << 3);
  const last = stop + ((<usize>(count - 1)) << 3);
  let value = last;
  let index = indexes + ((<usize>row * <usize>count + <usize>(count - 1)) << 2);
  if (square === load<f64>(last) && other > load<i32>(index)) return square;
  while (value > stop) {
    const before = load<f64>(value - 8);
    if (before < square || (before === square && load<i32>(index - 4) < other)) break;
    store<f64>(value, before);
    store<i32>(index, load<i32>(index - 4));
    value -= 8;
    index -= 4;
  }
  store<f64>(value, square);
  store<i32>(index, other);
  return load<f64>(last);
}
