// Distances in float32 take half the time. They only rule out: what they leave open is computed in float64.

/**
 * Rows in float32, each filled up with zeros to `width` numbers, a multiple of four. Returns the largest length; where
 * `squares` (rows) is not 0, it gets the squared lengths of the rows in float32.
 */
export function narrow(points: usize, rows: i32, cols: i32, out: usize, width: i32, squares: usize): f64 {
  let longest: f64 = 0;
  for (let i = 0; i < rows; i++) {
    const row = points + ((<usize>i * <usize>cols) << 3);
    const target = out + ((<usize>i * <usize>width) << 2);
    let square: f64 = 0;
    let narrowed: f64 = 0;
    let k = 0;
    for (; k < cols; k++) {
      const value = load<f64>(row + ((<usize>k) << 3));
      const rounded = <f32>value;
      square += value * value;
      narrowed += <f64>rounded * <f64>rounded;
      store<f32>(target + ((<usize>k) << 2), rounded);
    }
    if (squares !== 0) store<f64>(squares + ((<usize>i) << 3), narrowed);
    for (; k < width; k++) store<f32>(target + ((<usize>k) << 2), 0);
    longest = max(longest, square);
  }
  return sqrt<f64>(longest);
}

/** Squared distance of two rows of `bytes` bytes. */
export function roughDistance(a: usize, b: usize, bytes: usize): f64 {
  let first = f32x4.splat(0);
  let second = f32x4.splat(0);
  const whole = bytes & ~31;
  let at: usize = 0;
  for (; at < whole; at += 32) {
    const d = f32x4.sub(v128.load(a + at), v128.load(b + at));
    const e = f32x4.sub(v128.load(a + at, 16), v128.load(b + at, 16));
    first = f32x4.add(first, f32x4.mul(d, d));
    second = f32x4.add(second, f32x4.mul(e, e));
  }
  if (at < bytes) {
    const d = f32x4.sub(v128.load(a + at), v128.load(b + at));
    first = f32x4.add(first, f32x4.mul(d, d));
  }
  return <f64>across(f32x4.add(first, second));
}

/** The same from row a to `count` rows from b on, into `out` as float64. */
export function roughDistances(a: usize, b: usize, count: i32, bytes: usize, out: usize): void {
  let n = 0;
  for (; n + 3 < count; n += 4) {
    const b1 = b + bytes;
    const b2 = b1 + bytes;
    const b3 = b2 + bytes;
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    let s2 = f32x4.splat(0);
    let s3 = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 16) {
      const x = v128.load(a + at);
      const d0 = f32x4.sub(x, v128.load(b + at));
      s0 = f32x4.add(s0, f32x4.mul(d0, d0));
      const d1 = f32x4.sub(x, v128.load(b1 + at));
      s1 = f32x4.add(s1, f32x4.mul(d1, d1));
      const d2 = f32x4.sub(x, v128.load(b2 + at));
      s2 = f32x4.add(s2, f32x4.mul(d2, d2));
      const d3 = f32x4.sub(x, v128.load(b3 + at));
      s3 = f32x4.add(s3, f32x4.mul(d3, d3));
    }
    store<f64>(out, <f64>across(s0));
    store<f64>(out, <f64>across(s1), 8);
    store<f64>(out, <f64>across(s2), 16);
    store<f64>(out, <f64>across(s3), 24);
    out += 32;
    b = b3 + bytes;
  }
  for (; n < count; n++) {
    store<f64>(out, roughDistance(a, b, bytes));
    out += 8;
    b += bytes;
  }
}

/**
 * Squared distances of row a to `count` rows from b on, less the squared length of a: of `squares`, those of the others,
 * less twice the product. That takes two operations a number instead of three, and leaves more open where rows are
 * near to each other and far from the origin.
 */
export function roughOffsets(a: usize, b: usize, squares: usize, count: i32, bytes: usize, out: usize): void {
  let n = 0;
  for (; n + 3 < count; n += 4) {
    const b1 = b + bytes;
    const b2 = b1 + bytes;
    const b3 = b2 + bytes;
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    let s2 = f32x4.splat(0);
    let s3 = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 16) {
      const x = v128.load(a + at);
      s0 = f32x4.add(s0, f32x4.mul(x, v128.load(b + at)));
      s1 = f32x4.add(s1, f32x4.mul(x, v128.load(b1 + at)));
      s2 = f32x4.add(s2, f32x4.mul(x, v128.load(b2 + at)));
      s3 = f32x4.add(s3, f32x4.mul(x, v128.load(b3 + at)));
    }
    store<f64>(out, load<f64>(squares) - 2 * <f64>across(s0));
    store<f64>(out, load<f64>(squares, 8) - 2 * <f64>across(s1), 8);
    store<f64>(out, load<f64>(squares, 16) - 2 * <f64>across(s2), 16);
    store<f64>(out, load<f64>(squares, 24) - 2 * <f64>across(s3), 24);
    out += 32;
    squares += 32;
    b = b3 + bytes;
  }
  for (; n < count; n++) {
    let sum = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 16)
      sum = f32x4.add(sum, f32x4.mul(v128.load(a + at), v128.load(b + at)));
    store<f64>(out, load<f64>(squares) - 2 * <f64>across(sum));
    out += 8;
    squares += 8;
    b += bytes;
  }
}

function across(sum: v128): f32 {
  return (
    f32x4.extract_lane(sum, 0) +
    f32x4.extract_lane(sum, 1) +
    (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
  );
}
