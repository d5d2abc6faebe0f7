// The forces of t-SNE, as src/tsne/{barnesHut,forces}.ts sum them: the same bytes.
const SQUARE_BYTES: usize = 48;

/**
 * What the squares of a tree do to the sorted rows `from` to `to`, multiples of four; see src/tsne/quadtree.ts for where
 * all lies. Fills `own` (rows) and `pushes` (rows, 2).
 */
export function repelRows(
  squares: usize,
  count: i32,
  sorted: usize,
  from: i32,
  to: i32,
  own: usize,
  pushes: usize,
): void {
  const one = f64x2.splat(1);
  const stop = squares + <usize>count * SQUARE_BYTES;
  for (let n = from; n < to; n += 4) {
    const here = sorted + ((<usize>n) << 4);
    const x = v128.shuffle<f64>(v128.load(here), v128.load(here, 16), 0, 2);
    const y = v128.shuffle<f64>(v128.load(here), v128.load(here, 16), 1, 3);
    const x2 = v128.shuffle<f64>(v128.load(here, 32), v128.load(here, 48), 0, 2);
    const y2 = v128.shuffle<f64>(v128.load(here, 32), v128.load(here, 48), 1, 3);
    let shares = f64x2.splat(0);
    let shares2 = f64x2.splat(0);
    let fx = f64x2.splat(0);
    let fy = f64x2.splat(0);
    let fx2 = f64x2.splat(0);
    let fy2 = f64x2.splat(0);
    let square = squares;
    while (square < stop) {
      const middleX = v128.load_splat<f64>(square);
      const middleY = v128.load_splat<f64>(square, 8);
      const dx = f64x2.sub(x, middleX);
      const dy = f64x2.sub(y, middleY);
      const dx2 = f64x2.sub(x2, middleX);
      const dy2 = f64x2.sub(y2, middleY);
      const distance = f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy));
      const distance2 = f64x2.add(f64x2.mul(dx2, dx2), f64x2.mul(dy2, dy2));
      const near = f64x2.le(f64x2.pmin(distance, distance2), v128.load_splat<f64>(square, 24));
      if (v128.any_true(near)) {
        square += SQUARE_BYTES;
        continue;
      }
      const mass = v128.load_splat<f64>(square, 16);
      const q = f64x2.div(one, f64x2.add(one, distance));
      const q2 = f64x2.div(one, f64x2.add(one, distance2));
      const share = f64x2.mul(mass, q);
      const share2 = f64x2.mul(mass, q2);
      shares = f64x2.add(shares, share);
      shares2 = f64x2.add(shares2, share2);
      const push = f64x2.mul(share, q);
      const push2 = f64x2.mul(share2, q2);
      fx = f64x2.add(fx, f64x2.mul(push, dx));
      fy = f64x2.add(fy, f64x2.mul(push, dy));
      fx2 = f64x2.add(fx2, f64x2.mul(push2, dx2));
      fy2 = f64x2.add(fy2, f64x2.mul(push2, dy2));
      square = squares + <usize>load<u32>(square, 32) * SQUARE_BYTES;
    }
    v128.store(own + ((<usize>n) << 3), shares);
    v128.store(own + ((<usize>n) << 3), shares2, 16);
    const out = pushes + ((<usize>n) << 4);
    v128.store(out, v128.shuffle<f64>(fx, fy, 0, 2));
    v128.store(out, v128.shuffle<f64>(fx, fy, 1, 3), 16);
    v128.store(out, v128.shuffle<f64>(fx2, fy2, 0, 2), 32);
    v128.store(out, v128.shuffle<f64>(fx2, fy2, 1, 3), 48);
  }
}

/** Fills `pulls` (rows, 2) of the rows `from` to `to` with those of their neighbours, two at a time. */
export function attractRows(
  starts: usize,
  columns: usize,
  weights: usize,
  positions: usize,
  from: i32,
  to: i32,
  pulls: usize,
): void {
  const one = f64x2.splat(1);
  for (let i = from; i < to; i++) {
    const here = v128.load(positions + ((<usize>i) << 4));
    const x = v128.shuffle<f64>(here, here, 0, 0);
    const y = v128.shuffle<f64>(here, here, 1, 1);
    let fx = f64x2.splat(0);
    let fy = f64x2.splat(0);
    let at = load<i32>(starts + ((<usize>i) << 2));
    const end = load<i32>(starts + ((<usize>i) << 2), 4);
    for (; at + 1 < end; at += 2) {
      const column = columns + ((<usize>at) << 2);
      const a = v128.load(positions + ((<usize>load<u32>(column)) << 4));
      const b = v128.load(positions + ((<usize>load<u32>(column, 4)) << 4));
      const dx = f64x2.sub(x, v128.shuffle<f64>(a, b, 0, 2));
      const dy = f64x2.sub(y, v128.shuffle<f64>(a, b, 1, 3));
      const distance = f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy));
      const pull = f64x2.div(v128.load(weights + ((<usize>at) << 3)), f64x2.add(one, distance));
      fx = f64x2.add(fx, f64x2.mul(pull, dx));
      fy = f64x2.add(fy, f64x2.mul(pull, dy));
    }
    let sx = f64x2.extract_lane(fx, 0);
    let sy = f64x2.extract_lane(fy, 0);
    if (at < end) {
      const column = load<u32>(columns + ((<usize>at) << 2));
      const d = f64x2.sub(here, v128.load(positions + ((<usize>column) << 4)));
      const dx = f64x2.extract_lane(d, 0);
      const dy = f64x2.extract_lane(d, 1);
      const pull = load<f64>(weights + ((<usize>at) << 3)) / (1 + (dx * dx + dy * dy));
      sx += pull * dx;
      sy += pull * dy;
    }
    store<f64>(pulls + ((<usize>i) << 4), sx + f64x2.extract_lane(fx, 1));
    store<f64>(pulls + ((<usize>i) << 4), sy + f64x2.extract_lane(fy, 1), 8);
  }
}
