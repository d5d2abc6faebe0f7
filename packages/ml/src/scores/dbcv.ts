import { defaultAlgebra } from '../linear/defaultAlgebra.ts';
import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import { createTurns } from '../linear/turns.ts';
import { type Matrix, squaredDistance, takeRows } from '../matrix/matrix.ts';
import { isScorable, labelledRows } from './clusters.ts';

export interface DbcvScore {
  /** -1 to 1; noise counts as badly placed. */
  value: number;
  /** Of each cluster, in ascending order of the labels. */
  perCluster: Float64Array;
}

interface Options {
  linear?: LinearAlgebra;
  signal?: AbortSignal;
}

/** One cluster, by what its density is told from. */
interface Density {
  points: Matrix<Float64Array>;
  core: Float64Array;
  /** Rows with two edges or more in the cluster's spanning tree. */
  inner: number[];
  /** The longest edge between inner rows: how sparse it is at its sparsest. */
  sparseness: number;
}

/**
 * Density-based validation of a clustering (Moulavi, Jaskowiak, Campello, Zimek & Sander 2014): how sparse each cluster is
 * within, against how far it is from the next one, so that clusters need not be round. Core distances are powers of the
 * number of columns and are summed as logarithms. Null where there are fewer than two clusters. The spanning tree takes the
 * earliest of equally near rows, as R's dbscan does; the hdbscan package takes another, and its `validity_index` differs by
 * up to .1. Takes all distances once, never a matrix of them.
 */
export async function dbcv(
  points: Matrix,
  labels: ArrayLike<number>,
  { linear = defaultAlgebra(), signal }: Options = {},
): Promise<DbcvScore | null> {
  const rows = labelledRows(points, labels);
  if (!isScorable(rows)) return null;
  const turn = createTurns(signal);
  const clusters: Density[] = [];
  for (let cluster = 0; cluster < rows.clusterCount; cluster++) {
    const members = [...rows.labels.keys()].filter((i) => rows.labels[i] === cluster);
    clusters.push(
      await densityOf(takeRows(rows.points, members), { linear, turn, ...(signal ? { signal } : {}) }),
    );
  }
  const nearest = new Float64Array(clusters.length).fill(Number.POSITIVE_INFINITY);
  for (let a = 0; a < clusters.length; a++)
    for (let b = 0; b < a; b++) {
      const apart = await separation(clusters[a]!, clusters[b]!, turn);
      nearest[a] = Math.min(nearest[a]!, apart);
      nearest[b] = Math.min(nearest[b]!, apart);
    }
  const perCluster = Float64Array.from(clusters, ({ sparseness }, cluster) => {
    const larger = Math.max(nearest[cluster]!, sparseness);
    return larger === 0 ? 0 : (nearest[cluster]! - sparseness) / larger;
  });
  const value = perCluster.reduce((sum, own, cluster) => sum + own * rows.sizes[cluster]!, 0) / points.rows;
  return { value, perCluster };
}

interface Ground {
  linear: LinearAlgebra;
  turn: ReturnType<typeof createTurns>;
  signal?: AbortSignal;
}

async function densityOf(points: Matrix<Float64Array>, { linear, turn, signal }: Ground): Promise<Density> {
  const core = new Float64Array(points.rows);
  for (let i = 0; i < points.rows; i++) {
    await turn();
    core[i] = coreDistance(points, i);
  }
  const { from, to, distances } = await linear.spanningTree(points, core, signal);
  const degrees = new Int32Array(points.rows);
  from.forEach((row, edge) => {
    degrees[row]! += 1;
    degrees[to[edge]!]! += 1;
  });
  const isInner = (row: number) => degrees[row]! > 1;
  const inner = [...degrees.keys()].filter(isInner);
  const lengths = distances.filter((_, edge) => isInner(from[edge]!) && isInner(to[edge]!));
  return {
    points,
    core,
    // Two rows, or one, have no inner ones: then all stand for the cluster.
    inner: inner.length > 0 ? inner : [...degrees.keys()],
    sparseness: maximum(lengths.length > 0 ? lengths : distances),
  };
}

/** The distance at which a row's density is that of its cluster: the power mean, with exponent -cols, of its distances. */
function coreDistance(points: Matrix<Float64Array>, row: number): number {
  const { rows, cols } = points;
  const logs = new Float64Array(rows);
  let most = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (let j = 0; j < rows; j++) {
    const squared = squaredDistance(points, row, points, j);
    // Copies of the row, and itself, have no density of their own.
    if (squared === 0) continue;
    const log = -0.5 * cols * Math.log(squared);
    logs[count++] = log;
    most = Math.max(most, log);
  }
  if (count === 0) return 0;
  let sum = 0;
  for (let n = 0; n < count; n++) sum += Math.exp(logs[n]! - most);
  return Math.exp(-(most + Math.log(sum) - Math.log(rows - 1)) / cols);
}

/** The least mutual reachability between inner rows of two clusters. */
async function separation(a: Density, b: Density, turn: Ground['turn']): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (const i of a.inner) {
    await turn();
    for (const j of b.inner) {
      const dense = Math.max(a.core[i]!, b.core[j]!);
      if (dense >= least) continue;
      least = Math.min(least, Math.max(dense, Math.sqrt(squaredDistance(a.points, i, b.points, j))));
    }
  }
  return least;
}

const maximum = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, value), 0);
