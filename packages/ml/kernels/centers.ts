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
