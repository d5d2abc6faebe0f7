import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import { type Matrix, ParameterError } from '../matrix/matrix.ts';
import type { ClusteringParams } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { fitClustering } from './clusterings.ts';

/**
 * Labels of some of the rows, clustered as all were. Where so few cannot be (smaller than the smallest cluster, or
 * without a covariance), no cluster is found in them: all are noise. Throws the signal's reason.
 */
export async function labelsAmongSome(
  drawn: Matrix,
  clustering: ClusteringParams,
  value: number,
  { all, seed, ...ground }: { all: number; seed: number; linear?: LinearAlgebra; signal?: AbortSignal },
): Promise<Int32Array> {
  const some = amongSome(clustering, value, { drawn: drawn.rows, all });
  try {
    const random = createRandom(seed);
    return (await fitClustering(drawn, some.clustering, some.value, { random, ...ground })).labels;
  } catch (error) {
    if (error instanceof ParameterError) return new Int32Array(drawn.rows).fill(-1);
    throw error;
  }
}

/**
 * What some of the rows are clustered with: as many clusters, but sizes in proportion, since every cluster has lost as
 * large a share of its rows.
 */
function amongSome(
  clustering: ClusteringParams,
  value: number,
  { drawn, all }: { drawn: number; all: number },
): { clustering: ClusteringParams; value: number } {
  if (clustering.algorithm !== 'HDBSCAN') return { clustering, value: Math.min(value, drawn) };
  const inProportion = (size: number) => Math.max(1, Math.round((size * drawn) / all));
  const { minSamples } = clustering.params;
  const params =
    minSamples === undefined
      ? clustering.params
      : { ...clustering.params, minSamples: inProportion(minSamples) };
  return { clustering: { ...clustering, params }, value: Math.max(2, inProportion(value)) };
}
