// Distances in float32 take half the time. They only rule out: what they leave open is computed in float64.

/**
 * Rows in float32, each filled up with zeros to `width` numbers, a multiple of four. Returns the largest length; where
 * `squares` (rows) is not 0, it gets the squared lengths of the rows in float32.
 */
export function narrow(points: usize, rows: i32, cols: i32, out: usize, width: i32, squares: usize): f64 {
  let longest: f64 = 0;
  const pairs = cols & ~1;
  for (let i = 0; i < rows; i++) {
    const row = points + ((<usize>i * <usize>cols) << 3);
    const target = out + ((<usize>i * <usize>width) << 2);
    let of64 = f64x2.splat(0);
    let of32 = f64x2.splat(0);
    let k = 0;
    for (; k < pairs; k += 2) {
      const values = v128.load(row + ((<usize>k) << 3));
      const rounded = f32x4.demote_f64x2_zero(values);
      const again = f64x2.promote_low_f32x4(rounded);
      of64 = f64x2.add(of64, f64x2.mul(values, values));
      of32 = f64x2.add(of32, f64x2.mul(again, again));
      v128.store64_lane(target + ((<usize>k) << 2), rounded, 0);
    }
    let square = f64x2.extract_lane(of64, 0) + f64x2.extract_lane(of64, 1);
    let narrowed = f64x2.extract_lane(of32, 0) + f64x2.extract_lane(of32, 1);
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

/** The same from row a to `count` rows from b on, into `out` as float32. */
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
    v128.store(out, fourAcross(s0, s1, s2, s3));
    out += 16;
    b = b3 + bytes;
  }
  for (; n < count; n++) {
    store<f32>(out, <f32>roughDistance(a, b, bytes));
    out += 4;
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
    const products = fourAcross(s0, s1, s2, s3);
    lessTwice(squares, products, out);
    lessTwice(squares + 16, v128.shuffle<f32>(products, products, 2, 3, 2, 3), out + 16);
    out += 32;
    squares += 32;
    b = b3 + bytes;
  }
  for (; n < count; n++) {
    store<f64>(out, load<f64>(squares) - 2 * <f64>roughProduct(a, b, bytes));
    out += 8;
    squares += 8;
    b += bytes;
  }
}

/** In two sums, since each waits for itself. */
function roughProduct(a: usize, b: usize, bytes: usize): f32 {
  let first = f32x4.splat(0);
  let second = f32x4.splat(0);
  const whole = bytes & ~31;
  let at: usize = 0;
  for (; at < whole; at += 32) {
    first = f32x4.add(first, f32x4.mul(v128.load(a + at), v128.load(b + at)));
    second = f32x4.add(second, f32x4.mul(v128.load(a + at, 16), v128.load(b + at, 16)));
  }
  if (at < bytes) first = f32x4.add(first, f32x4.mul(v128.load(a + at), v128.load(b + at)));
  return across(f32x4.add(first, second));
}

/** Of two `squares`, twice the first two numbers of `products` less, into `out`. */
function lessTwice(squares: usize, products: v128, out: usize): void {
  const wide = f64x2.promote_low_f32x4(products);
  v128.store(out, f64x2.sub(v128.load(squares), f64x2.add(wide, wide)));
}

/** The sums of the lanes of each. */
function fourAcross(s0: v128, s1: v128, s2: v128, s3: v128): v128 {
  const low = f32x4.add(v128.shuffle<f32>(s0, s1, 0, 4, 1, 5), v128.shuffle<f32>(s0, s1, 2, 6, 3, 7));
  const high = f32x4.add(v128.shuffle<f32>(s2, s3, 0, 4, 1, 5), v128.shuffle<f32>(s2, s3, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(low, high, 0, 1, 4, 5), v128.shuffle<f32>(low, high, 2, 3, 6, 7));
}

function across(sum: v128): f32 {
  return (
    f32x4.extract_lane(sum, 0) +
    f32x4.extract_lane(sum, 1) +
    (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
  );
}
