import { leastOf } from './centers';
import { distance, distances } from './distance';
import { roughDistances } from './rough';

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
 * Gives rows `from` to `to` the label of their nearest centre, and moves those that change from one cluster's sum and
 * count to the other's. A row whose upper bound on the distance to its centre is below the lower bound on that to all
 * others, or below half the way to the nearest other centre (`half`), keeps its label unseen (Hamerly 2010). `moved`:
 * how far each centre went since the last call; `most` and `next`, the largest of these, and `mover`, whose the
 * largest is. `rough` and `roughCenters` hold rows and centres in float32, `width` numbers each, with `doubt` and `rel` of
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
  roughCenters: usize,
  width: i32,
  doubt: f64,
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
    if (label >= 0) {
      const rest = load<f64>(below) - (label === mover ? next : most);
      store<f64>(below, rest);
      const bound = max(rest, load<f64>(half + ((<usize>label) << 3)));
      let far = load<f64>(above) + load<f64>(moved + ((<usize>label) << 3));
      if (far + DOUBT * far < bound) {
        store<f64>(above, far);
        continue;
      }
      far = sqrt<f64>(distance(row, centers + <usize>label * stride, cols));
      store<f64>(above, far);
      if (far + DOUBT * far < bound) continue;
    }
    roughDistances(rough + <usize>i * bytes, roughCenters, count, bytes, scratch);
    let best = leastOf(scratch, count);
    const about = load<f64>(scratch + ((<usize>best) << 3));
    store<f64>(scratch + ((<usize>best) << 3), Infinity);
    let second = sqrt<f64>(load<f64>(scratch + ((<usize>leastOf(scratch, count)) << 3)) * (1 - rel)) - doubt;
    let first = sqrt<f64>(about * (1 + rel)) + doubt;
    if (!(first < second)) {
      distances(row, centers, count, cols, scratch);
      best = leastOf(scratch, count);
      first = sqrt<f64>(load<f64>(scratch + ((<usize>best) << 3)));
      store<f64>(scratch + ((<usize>best) << 3), Infinity);
      second = sqrt<f64>(load<f64>(scratch + ((<usize>leastOf(scratch, count)) << 3)));
    }
    store<f64>(above, first);
    store<f64>(below, second);
    if (best === label) continue;
    changes++;
    store<i32>(labels + ((<usize>i) << 2), best);
    if (label >= 0) move(row, sums + <usize>label * stride, counts + ((<usize>label) << 2), cols, -1);
    move(row, sums + <usize>best * stride, counts + ((<usize>best) << 2), cols, 1);
  }
  return changes;
}

function move(row: usize, sum: usize, count: usize, cols: i32, sign: i32): void {
  store<i32>(count, load<i32>(count) + sign);
  const factor = f64x2.splat(<f64>sign);
  const end: usize = (<usize>cols) << 3;
  const whole: usize = (<usize>cols & ~1) << 3;
  let k: usize = 0;
  for (; k < whole; k += 16)
    v128.store(sum + k, f64x2.add(v128.load(sum + k), f64x2.mul(factor, v128.load(row + k))));
  if (k < end) store<f64>(sum + k, load<f64>(sum + k) + <f64>sign * load<f64>(row + k));
}

/** The sums and counts of all clusters from the labels, row after row. */
export function sumRows(
  points: usize,
  rows: i32,
  cols: i32,
  count: i32,
  labels: usize,
  sums: usize,
  counts: usize,
): void {
  const stride = (<usize>cols) << 3;
  memory.fill(sums, 0, <usize>count * stride);
  memory.fill(counts, 0, (<usize>count) << 2);
  for (let i = 0; i < rows; i++) {
    const label = <usize>load<i32>(labels + ((<usize>i) << 2));
    move(points + <usize>i * stride, sums + label * stride, counts + (label << 2), cols, 1);
  }
}

/** Squared distance of every row to the centre of its label. */
export function ownDistances(
  points: usize,
  rows: i32,
  cols: i32,
  centers: usize,
  labels: usize,
  squares: usize,
): void {
  const stride = (<usize>cols) << 3;
  for (let i = 0; i < rows; i++) {
    const label = <usize>load<i32>(labels + ((<usize>i) << 2));
    store<f64>(
      squares + ((<usize>i) << 3),
      distance(points + <usize>i * stride, centers + label * stride, cols),
    );
  }
}
