// Rows of the right side that stay in the second cache, and values of a row that stay in the first.
const DEPTH = 256;
const BREADTH = 128;

/**
 * Rows `from` to `to` of a bT, where a is (.., depth) and b is (width, depth); `out` (.., width) starts at 0. With
 * `symmetric` only columns from the row's number on are needed: those left of a block's first row are left out.
 */
export function productRows(
  a: usize,
  b: usize,
  from: i32,
  to: i32,
  width: i32,
  depth: i32,
  out: usize,
  symmetric: bool,
): void {
  const stride = (<usize>depth) << 3;
  for (let k = 0; k < depth; k += DEPTH) {
    const count = min(DEPTH, depth - k);
    const skip = (<usize>k) << 3;
    for (let first = symmetric ? from & ~3 : 0; first < width; first += BREADTH) {
      const end = min(first + BREADTH, width);
      let i = from;
      for (; i + 1 < to; i += 2) {
        const row = a + <usize>i * stride + skip;
        const target = out + ((<usize>i * <usize>width) << 3);
        let j = first;
        for (; j + 3 < end; j += 4)
          twoByFour(
            row,
            row + stride,
            b + <usize>j * stride + skip,
            stride,
            count,
            target + ((<usize>j) << 3),
            (<usize>width) << 3,
          );
        for (; j < end; j++) {
          const other = b + <usize>j * stride + skip;
          add(target + ((<usize>j) << 3), dot(row, other, count));
          add(target + ((<usize>j + <usize>width) << 3), dot(row + stride, other, count));
        }
      }
      for (; i < to; i++) {
        const row = a + <usize>i * stride + skip;
        const target = out + ((<usize>i * <usize>width) << 3);
        for (let j = first; j < end; j++)
          add(target + ((<usize>j) << 3), dot(row, b + <usize>j * stride + skip, count));
      }
    }
  }
}

function add(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value);
}

function dot(a: usize, b: usize, count: i32): f64 {
  let sum = f64x2.splat(0);
  const end: usize = (<usize>count) << 3;
  const whole: usize = (<usize>count & ~1) << 3;
  let at: usize = 0;
  for (; at < whole; at += 16) sum = f64x2.add(sum, f64x2.mul(v128.load(a + at), v128.load(b + at)));
  let total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  if (at < end) total += load<f64>(a + at) * load<f64>(b + at);
  return total;
}

/** Adds the products of two rows with four to two rows of `out`. Eight sums fill the vector registers. */
function twoByFour(
  a0: usize,
  a1: usize,
  b0: usize,
  stride: usize,
  count: i32,
  out: usize,
  width: usize,
): void {
  const b1 = b0 + stride;
  const b2 = b1 + stride;
  const b3 = b2 + stride;
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s02 = f64x2.splat(0);
  let s03 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  let s12 = f64x2.splat(0);
  let s13 = f64x2.splat(0);
  const end: usize = (<usize>count) << 3;
  const whole: usize = (<usize>count & ~1) << 3;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const x = v128.load(a0 + at);
    const y = v128.load(a1 + at);
    const p = v128.load(b0 + at);
    s00 = f64x2.add(s00, f64x2.mul(x, p));
    s10 = f64x2.add(s10, f64x2.mul(y, p));
    const q = v128.load(b1 + at);
    s01 = f64x2.add(s01, f64x2.mul(x, q));
    s11 = f64x2.add(s11, f64x2.mul(y, q));
    const r = v128.load(b2 + at);
    s02 = f64x2.add(s02, f64x2.mul(x, r));
    s12 = f64x2.add(s12, f64x2.mul(y, r));
    const s = v128.load(b3 + at);
    s03 = f64x2.add(s03, f64x2.mul(x, s));
    s13 = f64x2.add(s13, f64x2.mul(y, s));
  }
  const low = out;
  const high = out + width;
  let x: f64 = 0;
  let y: f64 = 0;
  if (at < end) {
    x = load<f64>(a0 + at);
    y = load<f64>(a1 + at);
  }
  const rest = at < end;
  const p = rest ? load<f64>(b0 + at) : 0;
  const q = rest ? load<f64>(b1 + at) : 0;
  const r = rest ? load<f64>(b2 + at) : 0;
  const s = rest ? load<f64>(b3 + at) : 0;
  add(low, both(s00) + x * p);
  add(low + 8, both(s01) + x * q);
  add(low + 16, both(s02) + x * r);
  add(low + 24, both(s03) + x * s);
  add(high, both(s10) + y * p);
  add(high + 8, both(s11) + y * q);
  add(high + 16, both(s12) + y * r);
  add(high + 24, both(s13) + y * s);
}

function both(sum: v128): f64 {
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
