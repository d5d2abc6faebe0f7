import type { Matrix } from '../matrix/matrix.ts';

/** Of each row, other rows or centres, with exact squared distances. */
export interface Nearest {
  indexes: Int32Array;
  squaredDistances: Float64Array;
}

/** Pairs of rows, rows - 1 of them in a tree. */
export interface Edges {
  from: Int32Array;
  to: Int32Array;
  distances: Float64Array;
}

export interface ProductOptions {
  transposeA?: boolean;
  transposeB?: boolean;
}

/** Eigenvalues in descending order, and the eigenvectors in the columns of `vectors` (n, n). */
export interface Eigen {
  values: Float64Array;
  vectors: Matrix<Float64Array>;
}

/**
 * The heavy part of clustering, scores and projections, behind which faster implementations stand. All work on Float64
 * rows that the caller has centred, never hold a rows x rows matrix, let the event loop turn between blocks, and throw
 * the signal's reason. Equal distances are ordered by the lower index, so that labels do not depend on which
 * implementation ran; products may differ in their last digits.
 */
export interface LinearAlgebra {
  readonly name: 'reference' | 'wasm' | 'native';
  /** a b, or with either transposed. Throws RangeError where the sides do not fit. */
  product(
    a: Matrix<Float64Array>,
    b: Matrix<Float64Array>,
    options?: ProductOptions,
  ): Promise<Matrix<Float64Array>>;
  /** The nearest centre of every row. */
  nearest(
    points: Matrix<Float64Array>,
    centers: Matrix<Float64Array>,
    signal?: AbortSignal,
  ): Promise<Nearest>;
  /** The `count` nearest other rows of every row, (rows, count), nearest first. */
  neighbours(points: Matrix<Float64Array>, count: number, signal?: AbortSignal): Promise<Nearest>;
  /** (rows, clusterCount): sums of each row's Euclidean distances to the members of each cluster. */
  distanceSums(
    points: Matrix<Float64Array>,
    labels: Int32Array,
    clusterCount: number,
    signal?: AbortSignal,
  ): Promise<Float64Array>;
  /**
   * Minimum spanning tree of the rows by mutual reachability, max(core a, core b, |a - b|), by Prim's algorithm from row
   * 0; `coreDistances` (rows) are Euclidean. Of equally near rows the lowest comes first.
   */
  spanningTree(
    points: Matrix<Float64Array>,
    coreDistances: Float64Array,
    signal?: AbortSignal,
  ): Promise<Edges>;
  /** Of a symmetric matrix (n, n). */
  symmetricEigen(matrix: Matrix<Float64Array>): Promise<Eigen>;
}
