import { distance } from './distance';
import { roughOffsets } from './rough';

/**
 * About how much rows `from` to `to` add to the potential of each of `count` others: the sums of the smaller of `closest`
 * and the squared distance, computed in float32, into `sums`; behind them how far each may be from the truth. `rough` and
 * `roughOthers` are both in float32, `width` numbers each, `squares` and `otherSquares` their squared lengths, with
 * `doubt` and `share` of src/linear/wasm/roughRows.ts. `offsets` (rows, count) get the squared distances less `squares`.
 */
export function roughPotentials(
  from: i32,
  to: i32,
  count: i32,
  closest: usize,
  offsets: usize,
  sums: usize,
  rough: usize,
  squares: usize,
  roughOthers: usize,
  otherSquares: usize,
  width: i32,
  doubt: f64,
  share: f64,
): void {
  const bytes = (<usize>width) << 2;
  const line = (<usize>count) << 3;
  const pairs = (<usize>count & ~1) << 3;
  memory.fill(sums, 0, line);
  let error: f64 = 0;
  for (let i = from; i < to; i++) {
    const most = load<f64>(closest + ((<usize>i) << 3));
    const square = load<f64>(squares + ((<usize>i) << 3));
    const own = offsets + <usize>i * line;
    // Where the distance is more than the root of `most`, both are cut off there.
    error += share * sqrt<f64>(square) + doubt * (2 * sqrt<f64>(most) + doubt);
    roughOffsets(rough + <usize>i * bytes, roughOthers, otherSquares, count, bytes, own);
    let n: usize = 0;
    for (; n < pairs; n += 16) {
      const distances = f64x2.pmax(f64x2.splat(0), f64x2.add(f64x2.splat(square), v128.load(own + n)));
      v128.store(sums + n, f64x2.add(v128.load(sums + n), f64x2.pmin(f64x2.splat(most), distances)));
    }
    if (n < line) store<f64>(sums + n, load<f64>(sums + n) + min(most, max(square + load<f64>(own + n), 0)));
  }
  store<f64>(sums + line, error);
}

/**
 * Of rows `from` to `to`, the smaller of `closest` and the exact squared distance to number `n` of `count` others, into
 * `out` (rows). `other` is its place; where `offsets` of `roughPotentials` show that it is farther, nothing more is
 * computed; 0 for none.
 */
export function closerOf(
  points: usize,
  from: i32,
  to: i32,
  cols: i32,
  other: usize,
  n: i32,
  count: i32,
  closest: usize,
  out: usize,
  offsets: usize,
  squares: usize,
  doubt: f64,
  share: f64,
): void {
  const stride = (<usize>cols) << 3;
  const ofOther = offsets + ((<usize>n) << 3);
  for (let i = from; i < to; i++) {
    const most = load<f64>(closest + ((<usize>i) << 3));
    let least = most;
    let open = true;
    if (offsets !== 0) {
      const square = load<f64>(squares + ((<usize>i) << 3));
      const root = sqrt<f64>(most) + doubt;
      const limit = root * root - square + share * sqrt<f64>(square);
      open = !(load<f64>(ofOther + ((<usize>i * <usize>count) << 3)) > limit);
    }
    if (open) least = min(most, distance(points + <usize>i * stride, other, cols));
    store<f64>(out + ((<usize>i) << 3), least);
  }
}
