// Column after column in the order of the rows, as src/matrix/matrix.ts sums them, so that both give the same bytes.

/** The sums of the columns, into `sums` (cols). */
export function sumColumns(points: usize, rows: i32, cols: i32, sums: usize): void {
  const end: usize = (<usize>cols) << 3;
  const whole: usize = (<usize>cols & ~1) << 3;
  memory.fill(sums, 0, end);
  for (let i = 0; i < rows; i++) {
    let k: usize = 0;
    for (; k < whole; k += 16) v128.store(sums + k, f64x2.add(v128.load(sums + k), v128.load(points + k)));
    if (k < end) store<f64>(sums + k, load<f64>(sums + k) + load<f64>(points + k));
    points += end;
  }
}

/** Takes `means` (cols) out of every row, in place; `squares` (cols) get the sums of the squares of what is left. */
export function centreRows(points: usize, rows: i32, cols: i32, means: usize, squares: usize): void {
  const end: usize = (<usize>cols) << 3;
  const whole: usize = (<usize>cols & ~1) << 3;
  memory.fill(squares, 0, end);
  for (let i = 0; i < rows; i++) {
    let k: usize = 0;
    for (; k < whole; k += 16) {
      const way = f64x2.sub(v128.load(points + k), v128.load(means + k));
      v128.store(points + k, way);
      v128.store(squares + k, f64x2.add(v128.load(squares + k), f64x2.mul(way, way)));
    }
    if (k < end) {
      const way = load<f64>(points + k) - load<f64>(means + k);
      store<f64>(points + k, way);
      store<f64>(squares + k, load<f64>(squares + k) + way * way);
    }
    points += end;
  }
}
