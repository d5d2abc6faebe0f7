import { distances } from './distance';

/** Index of the least of `count` numbers, the first of equal ones. */
export function leastOf(values: usize, count: i32): i32 {
  let best = 0;
  let least = load<f64>(values);
  for (let i = 1; i < count; i++) {
    const value = load<f64>(values + ((<usize>i) << 3));
    if (value < least) {
      least = value;
      best = i;
    }
  }
  return best;
}

// Of the last call of `twoLeast`; each thread has its own.
export let least: f64 = 0;
export let secondLeast: f64 = 0;

/**
 * Sets `least` and `secondLeast` of `count` numbers and returns the index of the least, the first of equal ones. Takes
 * no branch on the way, which among 20 centres would be mispredicted four times a row. Writes behind the numbers.
 */
export function twoLeast(values: usize, count: i32): i32 {
  store<f64>(values + ((<usize>count) << 3), Infinity);
  let low = f64x2.splat(Infinity);
  let next = f64x2.splat(Infinity);
  for (let i = 0; i < count; i += 2) {
    const value = v128.load(values + ((<usize>i) << 3));
    next = f64x2.pmin(next, f64x2.pmax(low, value));
    low = f64x2.pmin(low, value);
  }
  const a = f64x2.extract_lane(low, 0);
  const b = f64x2.extract_lane(low, 1);
  least = min(a, b);
  secondLeast = min(max(a, b), min(f64x2.extract_lane(next, 0), f64x2.extract_lane(next, 1)));
  return indexOf(values, count, least);
}

/** Of the first number that equals `value`; of the last where none does. Branches once for 64 numbers. */
function indexOf(values: usize, count: i32, value: f64): i32 {
  const wanted = f64x2.splat(value);
  for (let from = 0; from < count; from += 64) {
    const to = min(from + 64, count);
    let mask: u64 = 0;
    for (let i = from; i < to; i += 2) {
      const same = f64x2.eq(wanted, v128.load(values + ((<usize>i) << 3)));
      mask |= (<u64>i64x2.bitmask(same)) << (<u64>(i - from));
    }
    if (mask !== 0) return min(from + <i32>ctz<u64>(mask), count - 1);
  }
  return count - 1;
}

/** Nearest of `count` centres and its squared distance, for rows `from` to `to`. `scratch` holds `count` numbers. */
export function nearestOf(
  points: usize,
  from: i32,
  to: i32,
  cols: i32,
  centers: usize,
  count: i32,
  scratch: usize,
  indexes: usize,
  squares: usize,
): void {
  const stride = (<usize>cols) << 3;
  for (let i = from; i < to; i++) {
    distances(points + <usize>i * stride, centers, count, cols, scratch);
    const best = leastOf(scratch, count);
    store<i32>(indexes + ((<usize>i) << 2), best);
    store<f64>(squares + ((<usize>i) << 3), load<f64>(scratch + ((<usize>best) << 3)));
  }
}

/** Squared distances of rows `from` to `to` to every centre, (rows, count). */
export function distancesToAll(
  points: usize,
  from: i32,
  to: i32,
  cols: i32,
  centers: usize,
  count: i32,
  out: usize,
): void {
  const stride = (<usize>cols) << 3;
  for (let i = from; i < to; i++)
    distances(points + <usize>i * stride, centers, count, cols, out + ((<usize>i * <usize>count) << 3));
}
