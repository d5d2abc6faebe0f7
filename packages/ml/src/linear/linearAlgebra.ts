import type { Matrix } from '../matrix/matrix.ts';
import type { WorkspacePool } from './wasm/workspace.ts';

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

/** How many rows each cluster has, and their sum, (clusterCount, cols). */
export interface ClusterSums {
  sums: Float64Array;
  counts: Int32Array;
}

/** One of several rows that could be the next centre. */
export interface Candidate {
  index: number;
  potential: number;
}

export interface AssignerOptions {
  centred?: boolean;
  /** How many centres will come, where it is known: only to be ready for the work. */
  clusterCount?: number;
}

/** Rows on their way through k-means, kept where the implementation works. */
export interface Assigner {
  /** (cols): what was taken out of every row; zeros where they are not centred. */
  readonly means: Float64Array;
  /** (cols): the means of the squares of what is left. */
  readonly variances: Float64Array;
  /** Forgets the labels; as many centres as this come next. */
  restart(clusterCount: number): void;
  /**
   * Gives every row the number of its nearest centre, of equally near ones the lower. Returns how many changed. May
   * leave rows unseen whose label cannot have changed, so a call costs less the less the centres have moved.
   */
  assign(centers: Matrix<Float64Array>, signal?: AbortSignal): Promise<number>;
  /** (rows), of the last `assign`. */
  labels(): Int32Array;
  /** Of its own: row i, less `means`. */
  row(i: number): Float64Array;
  /** Of these labels: kept up to date row by row, in their order, or summed up `afresh`, which rounds less. */
  clusters(afresh: boolean): Promise<ClusterSums>;
  /** (rows): exact squared distances to the centres of their labels. */
  ownDistances(centers: Matrix<Float64Array>): Promise<Float64Array>;
  /** (rows, others.rows): exact squared distances. */
  squaredDistances(others: Matrix<Float64Array>): Promise<Float64Array>;
  /**
   * Of the `candidates` for one more centre, the first of those with the least potential: the sum over the rows, in
   * their order, of the smaller of `closest` (rows) and the exact squared distance. `closest` gets these.
   */
  bestCandidate(candidates: Matrix<Float64Array>, closest: Float64Array): Promise<Candidate>;
  close(): void;
}

/** Sparse symmetric weights of pairs: of row i those from `starts[i]` to `starts[i + 1]`. They sum to 1. */
export interface Affinities {
  starts: Int32Array;
  columns: Int32Array;
  weights: Float64Array;
}

/** How the rows of a map push each other away: see src/tsne/{forces,barnesHut,interpolation}.ts. */
export type Repelling =
  | { method: 'exact' }
  | { method: 'barnesHut'; angle: number }
  | { method: 'interpolation' };

/** Rows of a t-SNE map on their way, kept where the implementation works. */
export interface MapForces {
  /** (rows, 2), moved in place by whoever has them. */
  readonly positions: Float64Array;
  /** (rows, 2), of the last `act`: sums of p q (a - b) over each row's neighbours. */
  readonly pulls: Float64Array;
  /** (rows, 2), of the last `act`: sums of q² (a - b) over all other rows. */
  readonly pushes: Float64Array;
  /** Fills pulls and pushes; gives the sum of q over all pairs. */
  act(): Promise<number>;
  close(): void;
}

/**
 * The heavy part of clustering, scores and projections, behind which faster implementations stand. All work on Float64
 * rows that the caller has centred, never hold a rows x rows matrix, let the event loop turn between blocks, and throw
 * the signal's reason. Equal distances are ordered by the lower index, so that labels do not depend on which
 * implementation ran; products may differ in their last digits.
 */
export interface LinearAlgebra {
  readonly name: 'reference' | 'wasm' | 'native';
  /** Where other kernels may run as these do, on the same threads: none where there are no kernels. */
  readonly workspaces?: WorkspacePool;
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
  /**
   * Starts k-means on these rows, less their means where they are to be `centred`. Every implementation gives the same
   * labels and the same bytes.
   */
  assigner(points: Matrix, options?: AssignerOptions): Assigner;
  /** The `count` nearest other rows of every row, (rows, count), nearest first. */
  neighbours(points: Matrix<Float64Array>, count: number, signal?: AbortSignal): Promise<Nearest>;
  /**
   * (rows, count): the ranks, from 1, of rows that each row is told of (`others`, (rows, count)) by their distance among
   * all other rows. Throws RangeError where these are not as many of each row, or no rows.
   */
  ranks(points: Matrix<Float64Array>, others: Int32Array, signal?: AbortSignal): Promise<Int32Array>;
  /** (rows, clusterCount): sums of each row's Euclidean distances to the members of each cluster. */
  distanceSums(
    points: Matrix<Float64Array>,
    labels: Int32Array,
    clusterCount: number,
    signal?: AbortSignal,
  ): Promise<Float64Array>;
  /**
   * Minimum spanning tree of the rows by mutual reachability, max(core a, core b, |a - b|), by Prim's algorithm from row
   * 0; `coreDistances` (rows) are Euclidean. Of equally near rows the lowest comes first. `near`, neighbours of every
   * row that the caller has, may save work.
   */
  spanningTree(
    points: Matrix<Float64Array>,
    coreDistances: Float64Array,
    signal?: AbortSignal,
    near?: Nearest,
  ): Promise<Edges>;
  /** (components, cols, cols): sums over the rows of w (x - mean)(x - mean)ᵀ, with `weights` (rows, components). */
  scatters(
    points: Matrix<Float64Array>,
    weights: Matrix<Float64Array>,
    means: Matrix<Float64Array>,
    signal?: AbortSignal,
  ): Promise<Float64Array>;
  /** (rows, components): squared lengths of (x - mean) P, with upper triangular `factors` P (components, cols, cols). */
  scaledSquares(
    points: Matrix<Float64Array>,
    means: Matrix<Float64Array>,
    factors: Float64Array,
    signal?: AbortSignal,
  ): Promise<Float64Array>;
  /** Starts a map (rows, 2). Every implementation gives the same bytes. */
  mapForces(start: Float64Array, affinities: Affinities, repelling: Repelling): MapForces;
  /** Of a symmetric matrix (n, n). */
  symmetricEigen(matrix: Matrix<Float64Array>): Promise<Eigen>;
}
