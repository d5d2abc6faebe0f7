/** Eigenvalues in descending order and the eigenvectors in the rows of `vectors` (n, n). */
export interface SymmetricEigen {
  values: Float64Array;
  vectors: Float64Array;
}

// Each eigenvalue takes two or three sweeps; EISPACK gives up at 30.
const MAX_SWEEPS = 60;

/**
 * Eigenvalues and vectors of a symmetric matrix (n, n) by Householder reduction to tridiagonal form and the implicit
 * QL iteration (Wilkinson & Reinsch 1971, procedures tred2 and tql2). Throws where the iteration does not converge,
 * which finite numbers do not bring about.
 */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  const v = Float64Array.from(matrix);
  const diagonal = new Float64Array(n);
  const off = new Float64Array(n);
  tridiagonalise(v, diagonal, off, n);
  iterate(v, diagonal, off, n);
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => diagonal[b]! - diagonal[a]!);
  const vectors = new Float64Array(n * n);
  order.forEach((column, row) => {
    for (let k = 0; k < n; k++) vectors[row * n + k] = v[k * n + column]!;
  });
  return { values: Float64Array.from(order, (i) => diagonal[i]!), vectors };
}

/** Leaves the tridiagonal form in `d` and `e`, and in `v` the transformation, its vectors in columns. */
function tridiagonalise(v: Float64Array, d: Float64Array, e: Float64Array, n: number): void {
  for (let j = 0; j < n; j++) d[j] = v[(n - 1) * n + j]!;
  for (let i = n - 1; i > 0; i--) {
    let scale = 0;
    for (let k = 0; k < i; k++) scale += Math.abs(d[k]!);
    if (scale === 0) {
      e[i] = d[i - 1]!;
      for (let j = 0; j < i; j++) {
        d[j] = v[(i - 1) * n + j]!;
        v[i * n + j] = 0;
        v[j * n + i] = 0;
      }
      d[i] = 0;
    } else d[i] = reflect(v, d, e, n, i, scale);
  }
  accumulate(v, d, n);
  e[0] = 0;
}

/** One Householder reflection of row i; returns the squared length that `accumulate` needs. */
function reflect(
  v: Float64Array,
  d: Float64Array,
  e: Float64Array,
  n: number,
  i: number,
  scale: number,
): number {
  let h = 0;
  for (let k = 0; k < i; k++) {
    d[k]! /= scale;
    h += d[k]! * d[k]!;
  }
  const f = d[i - 1]!;
  const g = f > 0 ? -Math.sqrt(h) : Math.sqrt(h);
  e[i] = scale * g;
  h -= f * g;
  d[i - 1] = f - g;
  e.fill(0, 0, i);
  for (let j = 0; j < i; j++) {
    const fj = d[j]!;
    v[j * n + i] = fj;
    let sum = e[j]! + v[j * n + j]! * fj;
    for (let k = j + 1; k < i; k++) {
      sum += v[k * n + j]! * d[k]!;
      e[k]! += v[k * n + j]! * fj;
    }
    e[j] = sum;
  }
  let product = 0;
  for (let j = 0; j < i; j++) {
    e[j]! /= h;
    product += e[j]! * d[j]!;
  }
  const share = product / (h + h);
  for (let j = 0; j < i; j++) e[j]! -= share * d[j]!;
  for (let j = 0; j < i; j++) {
    const fj = d[j]!;
    const gj = e[j]!;
    for (let k = j; k < i; k++) v[k * n + j]! -= fj * e[k]! + gj * d[k]!;
    d[j] = v[(i - 1) * n + j]!;
    v[i * n + j] = 0;
  }
  return h;
}

function accumulate(v: Float64Array, d: Float64Array, n: number): void {
  for (let i = 0; i < n - 1; i++) {
    v[(n - 1) * n + i] = v[i * n + i]!;
    v[i * n + i] = 1;
    const h = d[i + 1]!;
    if (h !== 0) {
      for (let k = 0; k <= i; k++) d[k] = v[k * n + i + 1]! / h;
      for (let j = 0; j <= i; j++) {
        let g = 0;
        for (let k = 0; k <= i; k++) g += v[k * n + i + 1]! * v[k * n + j]!;
        for (let k = 0; k <= i; k++) v[k * n + j]! -= g * d[k]!;
      }
    }
    for (let k = 0; k <= i; k++) v[k * n + i + 1] = 0;
  }
  for (let j = 0; j < n; j++) {
    d[j] = v[(n - 1) * n + j]!;
    v[(n - 1) * n + j] = 0;
  }
  v[n * n - 1] = 1;
}

function iterate(v: Float64Array, d: Float64Array, e: Float64Array, n: number): void {
  for (let i = 1; i < n; i++) e[i - 1] = e[i]!;
  e[n - 1] = 0;
  let shift = 0;
  let size = 0;
  for (let l = 0; l < n; l++) {
    size = Math.max(size, Math.abs(d[l]!) + Math.abs(e[l]!));
    let m = l;
    while (m < n - 1 && Math.abs(e[m]!) > Number.EPSILON * size) m += 1;
    for (let sweeps = 0; m > l && Math.abs(e[l]!) > Number.EPSILON * size; sweeps++) {
      if (sweeps === MAX_SWEEPS) throw new Error('The eigenvalue iteration did not converge.');
      shift += sweep(v, d, e, n, l, m);
    }
    d[l]! += shift;
    e[l] = 0;
  }
}

/** One implicit QL step on rows l to m; returns by how much it shifted the eigenvalues. */
function sweep(v: Float64Array, d: Float64Array, e: Float64Array, n: number, l: number, m: number): number {
  const g = d[l]!;
  let p = (d[l + 1]! - g) / (2 * e[l]!);
  let r = Math.hypot(p, 1) * (p < 0 ? -1 : 1);
  d[l] = e[l]! / (p + r);
  d[l + 1] = e[l]! * (p + r);
  const next = d[l + 1]!;
  const h = g - d[l]!;
  for (let i = l + 2; i < n; i++) d[i]! -= h;
  p = d[m]!;
  let c = 1;
  let c2 = 1;
  let c3 = 1;
  let s = 0;
  let s2 = 0;
  const second = e[l + 1]!;
  for (let i = m - 1; i >= l; i--) {
    c3 = c2;
    c2 = c;
    s2 = s;
    const ce = c * e[i]!;
    const cp = c * p;
    r = Math.hypot(p, e[i]!);
    e[i + 1] = s * r;
    s = e[i]! / r;
    c = p / r;
    p = c * d[i]! - s * ce;
    d[i + 1] = cp + s * (c * ce + s * d[i]!);
    for (let k = 0, at = i; k < n; k++, at += n) {
      const right = v[at + 1]!;
      v[at + 1] = s * v[at]! + c * right;
      v[at] = c * v[at]! - s * right;
    }
  }
  p = (-s * s2 * c3 * second * e[l]!) / next;
  e[l] = s * p;
  d[l] = c * p;
  return h;
}
