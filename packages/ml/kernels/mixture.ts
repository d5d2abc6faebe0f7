// Rows of `width` numbers have as many as a multiple of eight, the last ones 0.

/**
 * Adds w (x - mean)(x - mean)ᵀ of rows `from` to `to` to the upper triangle of `out` (cols, width), in the rows' order.
 * The weight of a row lies `step` bytes after that of the row before it. `scratch` holds 8 width numbers, which start
 * at 0.
 */
export function addScatter(
  points: usize,
  from: i32,
  to: i32,
  cols: i32,
  weights: usize,
  step: usize,
  mean: usize,
  width: i32,
  scratch: usize,
  out: usize,
): void {
  const stride = (<usize>cols) << 3;
  const line = (<usize>width) << 3;
  let filled = 0;
  for (let i = from; i < to; i++) {
    const weight = load<f64>(weights + <usize>i * step);
    // Most rows have no part in most components of a mixture that k-means began.
    if (weight === 0) continue;
    const plain = scratch + <usize>filled * line;
    const weighted = plain + 4 * line;
    const row = points + <usize>i * stride;
    for (let at: usize = 0; at < stride; at += 8) {
      const way = load<f64>(row + at) - load<f64>(mean + at);
      store<f64>(plain + at, way);
      store<f64>(weighted + at, weight * way);
    }
    filled += 1;
    if (filled < 4) continue;
    addFour(scratch, cols, line, out);
    filled = 0;
  }
  if (filled === 0) return;
  memory.fill(scratch + <usize>filled * line, 0, <usize>(4 - filled) * line);
  memory.fill(scratch + <usize>(4 + filled) * line, 0, <usize>(4 - filled) * line);
  addFour(scratch, cols, line, out);
}

function addFour(scratch: usize, cols: i32, line: usize, out: usize): void {
  const weighted = scratch + 4 * line;
  for (let a = 0; a < cols; a++) {
    const at = (<usize>a) << 3;
    const p = v128.load64_splat(weighted + at);
    const q = v128.load64_splat(weighted + line + at);
    const r = v128.load64_splat(weighted + 2 * line + at);
    const s = v128.load64_splat(weighted + 3 * line + at);
    const target = out + <usize>a * line;
    for (let b = at & ~15; b < line; b += 16) {
      let sum = v128.load(target + b);
      sum = f64x2.add(sum, f64x2.mul(p, v128.load(scratch + b)));
      sum = f64x2.add(sum, f64x2.mul(q, v128.load(scratch + line + b)));
      sum = f64x2.add(sum, f64x2.mul(r, v128.load(scratch + 2 * line + b)));
      sum = f64x2.add(sum, f64x2.mul(s, v128.load(scratch + 3 * line + b)));
      v128.store(target + b, sum);
    }
  }
}

/**
 * Squared lengths of (x - mean) P for rows `from` to `to`, written `step` bytes apart. P (cols, width) is upper
 * triangular. `scratch` holds 2 cols numbers.
 */
export function scaledLengths(
  points: usize,
  from: i32,
  to: i32,
  cols: i32,
  mean: usize,
  factor: usize,
  width: i32,
  scratch: usize,
  out: usize,
  step: usize,
): void {
  const stride = (<usize>cols) << 3;
  const line = (<usize>width) << 3;
  for (let i = from; i < to; i += 2) {
    // The last of an odd number of rows is taken twice.
    const next = min(i + 1, to - 1);
    const one = points + <usize>i * stride;
    const other = points + <usize>next * stride;
    for (let at: usize = 0; at < stride; at += 8) {
      const middle = load<f64>(mean + at);
      store<f64>(scratch + at, load<f64>(one + at) - middle);
      store<f64>(scratch + stride + at, load<f64>(other + at) - middle);
    }
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    for (let column: usize = 0; column < line; column += 64) {
      // Rows of P below the block's last column hold zeros there.
      const depth = min(column + 64, stride);
      let a0 = f64x2.splat(0);
      let a1 = f64x2.splat(0);
      let a2 = f64x2.splat(0);
      let a3 = f64x2.splat(0);
      let b0 = f64x2.splat(0);
      let b1 = f64x2.splat(0);
      let b2 = f64x2.splat(0);
      let b3 = f64x2.splat(0);
      let entry = factor + column;
      for (let at: usize = 0; at < depth; at += 8, entry += line) {
        const x = v128.load64_splat(scratch + at);
        const y = v128.load64_splat(scratch + stride + at);
        const p = v128.load(entry);
        const q = v128.load(entry, 16);
        const r = v128.load(entry, 32);
        const s = v128.load(entry, 48);
        a0 = f64x2.add(a0, f64x2.mul(x, p));
        a1 = f64x2.add(a1, f64x2.mul(x, q));
        a2 = f64x2.add(a2, f64x2.mul(x, r));
        a3 = f64x2.add(a3, f64x2.mul(x, s));
        b0 = f64x2.add(b0, f64x2.mul(y, p));
        b1 = f64x2.add(b1, f64x2.mul(y, q));
        b2 = f64x2.add(b2, f64x2.mul(y, r));
        b3 = f64x2.add(b3, f64x2.mul(y, s));
      }
      low = f64x2.add(low, squares(a0, a1, a2, a3));
      high = f64x2.add(high, squares(b0, b1, b2, b3));
    }
    store<f64>(out + <usize>i * step, f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1));
    store<f64>(out + <usize>next * step, f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1));
  }
}

function squares(a: v128, b: v128, c: v128, d: v128): v128 {
  return f64x2.add(f64x2.add(f64x2.mul(a, a), f64x2.mul(b, b)), f64x2.add(f64x2.mul(c, c), f64x2.mul(d, d)));
}
