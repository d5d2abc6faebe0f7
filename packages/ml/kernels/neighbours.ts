import { distance } from './distance';
import { roughDistances } from './rough';

/**
 * Offers rows `from` to `to`, and those of rows `other` to `end` that come after each, to each other as neighbours, both
 * by tiles. `indexes` and
 * `squares` (rows, count) are kept in ascending order; of equal distances the lower index is nearer. `limits` (rows)
 * holds for each row the rough square, of the rows in float32 (`rough`, `width`, see src/linear/wasm/roughRows.ts), beyond
 * which it takes no other row.
 */
export function findNeighbours(
  points: usize,
  cols: i32,
  count: i32,
  from: i32,
  to: i32,
  other: i32,
  end: i32,
  tile: i32,
  indexes: usize,
  squares: usize,
  limits: usize,
  scratch: usize,
  rough: usize,
  width: i32,
  doubt: f64,
  rel: f64,
): void {
  const stride = (<usize>cols) << 3;
  const bytes = (<usize>width) << 2;
  for (let first = from; first < to; first += tile) {
    const last = min(first + tile, to);
    // Tiles before its own hold no row that comes after one of these.
    for (let next = max(other, first); next < end; next += tile) {
      const stop = min(next + tile, end);
      for (let i = first; i < last; i++) {
        const start = max(next, i + 1);
        const found = stop - start;
        if (found <= 0) continue;
        roughDistances(rough + <usize>i * bytes, rough + <usize>start * bytes, found, bytes, scratch);
        const here = limits + ((<usize>i) << 3);
        for (let n = 0; n < found; n++) {
          const j = start + n;
          const about = <f64>load<f32>(scratch + ((<usize>n) << 2));
          const there = limits + ((<usize>j) << 3);
          if (about > load<f64>(here) && about > load<f64>(there)) continue;
          const square = distance(points + <usize>i * stride, points + <usize>j * stride, cols);
          store<f64>(here, limitOf(offer(i, j, square, count, indexes, squares), doubt, rel));
          store<f64>(there, limitOf(offer(j, i, square, count, indexes, squares), doubt, rel));
        }
      }
    }
  }
}

/** A rough square above this belongs to a true one above `square`. */
function limitOf(square: f64, doubt: f64, rel: f64): f64 {
  const root = sqrt<f64>(square) + doubt;
  return (root * root) / (1 - rel);
}

/** Puts `other` in its place among the row's neighbours, if it is near enough; returns how far the last one is then. */
function offer(row: i32, other: i32, square: f64, count: i32, indexes: usize, squares: usize): f64 {
  const stop = squares + ((<usize>row * <usize>count) << 3);
  const last = stop + ((<usize>(count - 1)) << 3);
  let value = last;
  let index = indexes + ((<usize>row * <usize>count + <usize>(count - 1)) << 2);
  const farthest = load<f64>(last);
  if (square > farthest || (square === farthest && other > load<i32>(index))) return farthest;
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
