/**
 * Squared Euclidean distance of two rows. Sums in the order of `squaredDistance` in src/matrix/matrix.ts, so that both
 * give the same bytes: four partial sums, here in the lanes of two vectors, then what is left over in the first.
 */
export function distance(a: usize, b: usize, cols: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  const whole: usize = (<usize>cols & ~3) << 3;
  const end: usize = (<usize>cols) << 3;
  let at: usize = 0;
  for (; at < whole; at += 32) {
    const d = f64x2.sub(v128.load(a + at), v128.load(b + at));
    const e = f64x2.sub(v128.load(a + at, 16), v128.load(b + at, 16));
    low = f64x2.add(low, f64x2.mul(d, d));
    high = f64x2.add(high, f64x2.mul(e, e));
  }
  let first = f64x2.extract_lane(low, 0);
  for (; at < end; at += 8) {
    const d = load<f64>(a + at) - load<f64>(b + at);
    first += d * d;
  }
  return first + f64x2.extract_lane(low, 1) + (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1));
}

/** The same from row a to `count` rows from b on, into `out`. Four at a time, since each sum waits for itself. */
export function distances(a: usize, b: usize, count: i32, cols: i32, out: usize): void {
  const end: usize = (<usize>cols) << 3;
  const whole: usize = (<usize>cols & ~3) << 3;
  let n = 0;
  for (; n + 3 < count; n += 4) {
    const b1 = b + end;
    const b2 = b1 + end;
    const b3 = b2 + end;
    let low0 = f64x2.splat(0);
    let high0 = f64x2.splat(0);
    let low1 = f64x2.splat(0);
    let high1 = f64x2.splat(0);
    let low2 = f64x2.splat(0);
    let high2 = f64x2.splat(0);
    let low3 = f64x2.splat(0);
    let high3 = f64x2.splat(0);
    let at: usize = 0;
    for (; at < whole; at += 32) {
      const x = v128.load(a + at);
      const y = v128.load(a + at, 16);
      const d0 = f64x2.sub(x, v128.load(b + at));
      const e0 = f64x2.sub(y, v128.load(b + at, 16));
      low0 = f64x2.add(low0, f64x2.mul(d0, d0));
      high0 = f64x2.add(high0, f64x2.mul(e0, e0));
      const d1 = f64x2.sub(x, v128.load(b1 + at));
      const e1 = f64x2.sub(y, v128.load(b1 + at, 16));
      low1 = f64x2.add(low1, f64x2.mul(d1, d1));
      high1 = f64x2.add(high1, f64x2.mul(e1, e1));
      const d2 = f64x2.sub(x, v128.load(b2 + at));
      const e2 = f64x2.sub(y, v128.load(b2 + at, 16));
      low2 = f64x2.add(low2, f64x2.mul(d2, d2));
      high2 = f64x2.add(high2, f64x2.mul(e2, e2));
      const d3 = f64x2.sub(x, v128.load(b3 + at));
      const e3 = f64x2.sub(y, v128.load(b3 + at, 16));
      low3 = f64x2.add(low3, f64x2.mul(d3, d3));
      high3 = f64x2.add(high3, f64x2.mul(e3, e3));
    }
    let s0 = f64x2.extract_lane(low0, 0);
    let s1 = f64x2.extract_lane(low1, 0);
    let s2 = f64x2.extract_lane(low2, 0);
    let s3 = f64x2.extract_lane(low3, 0);
    for (; at < end; at += 8) {
      const x = load<f64>(a + at);
      const r0 = x - load<f64>(b + at);
      const r1 = x - load<f64>(b1 + at);
      const r2 = x - load<f64>(b2 + at);
      const r3 = x - load<f64>(b3 + at);
      s0 += r0 * r0;
      s1 += r1 * r1;
      s2 += r2 * r2;
      s3 += r3 * r3;
    }
    store<f64>(out, together(s0, low0, high0));
    store<f64>(out, together(s1, low1, high1), 8);
    store<f64>(out, together(s2, low2, high2), 16);
    store<f64>(out, together(s3, low3, high3), 24);
    out += 32;
    b = b3 + end;
  }
  for (; n < count; n++) {
    store<f64>(out, distance(a, b, cols));
    out += 8;
    b += end;
  }
}

function together(first: f64, low: v128, high: v128): f64 {
  return first + f64x2.extract_lane(low, 1) + (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1));
}
