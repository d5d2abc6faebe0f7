import { defaultAlgebra } from '../linear/defaultAlgebra.ts';
import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import { centre, columnMeans, type Matrix, ParameterError, toFloat64 } from '../matrix/matrix.ts';
import type { KMeansFit } from './kmeans.ts';

/**
 * (rows): for each row of any points the cluster with the nearest centre, of equally near ones the lower, as scikit-learn's
 * KMeans.predict. Throws ParameterError where the points hold NaN or have other columns than the fit's, and the signal's
 * reason.
 */
export async function predictKMeans(
  { centers }: Pick<KMeansFit, 'centers'>,
  points: Matrix,
  { linear = defaultAlgebra(), signal }: { linear?: LinearAlgebra; signal?: AbortSignal } = {},
): Promise<Int32Array> {
  if (points.cols !== centers.cols)
    throw new ParameterError(
      'COLUMNS_DIFFER',
      `The centres are of ${centers.cols} numbers each, the samples of ${points.cols}.`,
    );
  const [own, middles] = [toFloat64(points), toFloat64(centers)];
  // As in the fit: an offset would cost digits of every distance.
  const offset = columnMeans(middles);
  centre(own, offset);
  centre(middles, offset);
  return (await linear.nearest(own, middles, signal)).indexes;
}
