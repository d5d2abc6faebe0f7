import { least, secondLeast, twoLeast } from './centers';
import { distance, distances } from './distance';
import { roughDistance, roughOffsets } from './rough';

// Rounding of the bounds, which grow by a sum at each call, is far below this share.
const DOUBT: f64 = 1e-9;

/** Forgets all labels and bounds: every row will be looked at. */
export function clearBounds(rows: i32, labels: usize, upper: usize, lower: usize): void {
  for (let i = 0; i < rows; i++) {
    store<i32>(labels + ((<usize>i) << 2), -1);
    store<f64>(upper + ((<usize>i) << 3), Infinity);
    store<f64>(lower + ((<usize>i) << 3), 0);
  }
}

/**
 * Gives rows `from` to `to` the label of their nearest centre; those that change move from one cluster's sum and count to
 * the other's. A row whose upper bound on the distance to its centre is below the lower bound on that to all others, or
 * below half the way to the nearest other centre (`half`), keeps its label unseen (Hamerly 2010). `moved`: how far each centre went since the last call; `most` and `next`, the
 * largest of these, and `mover`, whose the largest is. `rough` and `roughCenters` hold rows and centres in float32,
 * `width` numbers each, `squares` and `centerSquares` their squared lengths, with `doubt`, `share` and `rel` of
 * src/linear/wasm/roughRows.ts: where they tell the nearest centre apart from all others, nothing more is computed.
 * Returns how many labels changed.
 */
export function assignRows(
  points: usize,
  from: i32,
  to: i32,
  cols: i32,
  centers: usize,
  count: i32,
  moved: usize,
  half: usize,
  mover: i32,
  most: f64,
  next: f64,
  labels: usize,
  upper: usize,
  lower: usize,
  sums: usize,
  counts: usize,
  scratch: usize,
  rough: usize,
  squares: usize,
  roughCenters: usize,
  centerSquares: usize,
  width: i32,
  doubt: f64,
  share: f64,
  rel: f64,
): i32 {
  const stride = (<usize>cols) << 3;
  const bytes = (<usize>width) << 2;
  let changes = 0;
  for (let i = from; i < to; i++) {
    const label = load<i32>(labels + ((<usize>i) << 2));
    const row = points + <usize>i * stride;
    const above = upper + ((<usize>i) << 3);
    const below = lower + ((<usize>i) << 3);
    const about = rough + <usize>i * bytes;
    if (label >= 0) {
      const rest = load<f64>(below) - (label === mover ? next : most);
      store<f64>(below, rest);
      const bound = max(rest, load<f64>(half + ((<usize>label) << 3)));
      let far = load<f64>(above) + load<f64>(moved + ((<usize>label) << 3));
      if (far + DOUBT * far < bound) {
        store<f64>(above, far);
        continue;
      }
      // Rows come from memory, and in float32 half of it: a bound that is wider by the doubt costs less.
      const own = roughDistance(about, roughCenters + <usize>label * bytes, bytes);
      far = sqrt<f64>(own * (1 + rel)) + doubt;
      store<f64>(above, far);
      if (far + DOUBT * far < bound) continue;
    }
    const square = load<f64>(squares + ((<usize>i) << 3));
    const error = share * sqrt<f64>(square);
    roughOffsets(about, roughCenters, centerSquares, count, bytes, scratch);
    let best = twoLeast(scratch, count);
    let second = sqrt<f64>(max(square + secondLeast - error, 0)) - doubt;
    let first = sqrt<f64>(max(square + least + error, 0)) + doubt;
    if (!(first < second)) {
      distances(row, centers, count, cols, scratch);
      best = twoLeast(scratch, count);
      first = sqrt<f64>(least);
      second = sqrt<f64>(secondLeast);
    }
    store<f64>(above, first);
    store<f64>(below, second);
    if (best === label) continue;
    changes++;
    store<i32>(labels + ((<usize>i) << 2), best);
    if (label >= 0) {
      recount(counts, label, -1);
      move(row, sums + <usize>label * stride, cols, -1);
    }
    recount(counts, best, 1);
    move(row, sums + <usize>best * stride, cols, 1);
  }
  return changes;
}

function recount(counts: usize, cluster: i32, sign: i32): void {
  const at = counts + ((<usize>cluster) << 2);
  store<i32>(at, load<i32>(at) + sign);
}

function move(row: usize, sum: usize, cols: i32, sign: i32): void {
  const factor = f64x2.splat(<f64>sign);
  const end: usize = (<usize>cols) << 3;
  const whole: usize = (<usize>cols & ~1) << 3;
  let k: usize = 0;
  for (; k < whole; k += 16)
    v128.store(sum + k, f64x2.add(v128.load(sum + k), f64x2.mul(factor, v128.load(row + k))));
  if (k < end) store<f64>(sum + k, load<f64>(sum + k) + <f64>sign * load<f64>(row + k));
}

/** Adds rows `from` to `to` to the sum and the count of their label's cluster, row after row. */
export function sumRows(
  points: usize,
  from: i32,
  to: i32,
  cols: i32,
  labels: usize,
  sums: usize,
  counts: usize,
): void {
  const stride = (<usize>cols) << 3;
  for (let i = from; i < to; i++) {
    const label = load<i32>(labels + ((<usize>i) << 2));
    move(points + <usize>i * stride, sums + <usize>label * stride, cols, 1);
    recount(counts, label, 1);
  }
}

/** Squared distance of rows `from` to `to` to the centre of their label. */
export function ownDistances(
  points: usize,
  from: i32,
  to: i32,
  cols: i32,
  centers: usize,
  labels: usize,
  squares: usize,
): void {
  const stride = (<usize>cols) << 3;
  for (let i = from; i < to; i++) {
    const label = <usize>load<i32>(labels + ((<usize>i) << 2));
    store<f64>(
      squares + ((<usize>i) << 3),
      distance(points + <usize>i * stride, centers + label * stride, cols),
    );
  }
}
