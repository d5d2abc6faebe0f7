import { defaultAlgebra } from '../linear/defaultAlgebra.ts';
import type { Edges, LinearAlgebra } from '../linear/linearAlgebra.ts';
import { centred, type Matrix, ParameterError } from '../matrix/matrix.ts';
import type { HdbscanParams } from '../params/hdbscan.ts';
import { type CondensedTree, condense } from './condensedTree.ts';
import { labelRows, outlierScores } from './labels.ts';
import { neighbourTree } from './neighbourTree.ts';
import { selectClusters } from './selectClusters.ts';
import { type SingleLinkage, singleLinkage } from './singleLinkage.ts';

// Prim's algorithm takes rows² / 2 distances: 20,000 rows of 64 some ten seconds.
const EXACT_ROWS = 20_000;
// Neighbours whose edges the approximation, and the exact tree's first guess, look at; fewer leave more pieces.
const FEWEST_NEIGHBOURS = 15;
const DEFAULT_SIZE = 5;

export interface HdbscanOptions {
  signal?: AbortSignal;
  linear?: LinearAlgebra;
  /** More rows get an approximate tree. */
  exactRows?: number;
}

export interface HdbscanFit {
  params: HdbscanParams & { minClusterSize: number; minSamples: number };
  /** (rows), 0 on; -1 is noise. */
  labels: Int32Array;
  /** (rows), membership strength from 0 (noise) to 1. */
  probabilities: Float64Array;
  /** (rows), GLOSH, 0 to 1. */
  outlierScores: Float64Array;
  condensedTree: CondensedTree;
  /** Numbers in the condensed tree of the clusters with labels 0, 1, ... */
  selected: number[];
  singleLinkage: SingleLinkage;
  /** Whether the tree was made from near neighbours only. */
  approximate: boolean;
}

/**
 * HDBSCAN (Campello, Moulavi & Sander 2013; McInnes & Healy 2017), as scikit-learn's: `minSamples` counts the sample
 * itself. Nothing in it is random.
 *
 * Throws ParameterError where the data hold NaN or are fewer than minSamples or minClusterSize, and the signal's reason.
 */
export async function fitHdbscan(
  points: Matrix,
  params: HdbscanParams,
  { signal, linear = defaultAlgebra(), exactRows = EXACT_ROWS }: HdbscanOptions = {},
): Promise<Readonly<HdbscanFit>> {
  const data = centred(points);
  const minClusterSize = params.minClusterSize ?? DEFAULT_SIZE;
  const minSamples = params.minSamples ?? minClusterSize;
  checkSizes(data.rows, { minClusterSize, minSamples });
  const ground = { linear, ...(signal ? { signal } : {}) };
  const approximate = data.rows > exactRows;
  const tree = singleLinkage(await treeOf(data, minSamples, approximate, ground));
  const condensedTree = condense(tree, minClusterSize);
  const selected = selectClusters(condensedTree, params);
  return Object.freeze({
    params: { ...params, minClusterSize, minSamples },
    ...labelRows(condensedTree, selected, params),
    outlierScores: outlierScores(condensedTree),
    condensedTree,
    selected,
    singleLinkage: tree,
    approximate,
  });
}

function checkSizes(rows: number, sizes: { minClusterSize: number; minSamples: number }): void {
  for (const [name, size] of Object.entries(sizes))
    if (size > rows)
      throw new ParameterError(
        'TOO_FEW_SAMPLES',
        `${name} of ${size} needs ${size} samples at least, not ${rows}.`,
        [name],
      );
}

async function treeOf(
  data: Matrix<Float64Array>,
  minSamples: number,
  approximate: boolean,
  ground: { linear: LinearAlgebra; signal?: AbortSignal },
): Promise<Edges> {
  const { linear, signal } = ground;
  // The sample itself is the first of minSamples.
  const own = minSamples - 1;
  const count = Math.min(Math.max(own, FEWEST_NEIGHBOURS), data.rows - 1);
  const near = count > 0 ? await linear.neighbours(data, count, signal) : undefined;
  const core = new Float64Array(data.rows);
  if (near && own > 0)
    for (let i = 0; i < data.rows; i++) core[i] = Math.sqrt(near.squaredDistances[i * count + own - 1]!);
  return near && approximate
    ? neighbourTree(data, core, near, ground)
    : linear.spanningTree(data, core, signal, near);
}
