import { distance } from './distance';
import { roughOffsets } from './rough';

/**
 * Of rows `from` to `to`, the smaller of `closest` and the squared distance to each of `count` others: `out` (count,
 * rows). `rough` and `roughOthers` are both in float32, `width` numbers each, `squares` and `otherSquares` their squared
 * lengths, with `doubt` and `share` of src/linear/wasm/roughRows.ts: where they show that another is farther, nothing
 * more is computed. `scratch` holds `count` numbers.
 */
export function closerOf(
  points: usize,
  from: i32,
  to: i32,
  rows: i32,
  cols: i32,
  others: usize,
  count: i32,
  closest: usize,
  out: usize,
  scratch: usize,
  rough: usize,
  squares: usize,
  roughOthers: usize,
  otherSquares: usize,
  width: i32,
  doubt: f64,
  share: f64,
): void {
  const stride = (<usize>cols) << 3;
  const bytes = (<usize>width) << 2;
  for (let i = from; i < to; i++) {
    const most = load<f64>(closest + ((<usize>i) << 3));
    const root = sqrt<f64>(most) + doubt;
    const square = load<f64>(squares + ((<usize>i) << 3));
    const limit = root * root - square + share * sqrt<f64>(square);
    roughOffsets(rough + <usize>i * bytes, roughOthers, otherSquares, count, bytes, scratch);
    for (let n = 0; n < count; n++) {
      let least = most;
      if (!(load<f64>(scratch + ((<usize>n) << 3)) > limit))
        least = min(most, distance(points + <usize>i * stride, others + <usize>n * stride, cols));
      store<f64>(out + ((<usize>n * <usize>rows + <usize>i) << 3), least);
    }
  }
}
