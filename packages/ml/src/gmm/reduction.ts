import type { CovarianceType } from '../params/gaussianMixture.ts';
import { COVARIANCE_FORMS } from './covariances.ts';

/** Values that a free number of the covariances wants: a rule of thumb; at one they are singular. */
export const VALUES_PER_FREE_NUMBER = 10;

/**
 * The most columns whose covariances so many rows can tell: ten values for each of their free numbers. All columns where
 * fewer would not help.
 */
export function columnsToldBy(
  { rows, cols }: { rows: number; cols: number },
  { nComponents, covarianceType }: { nComponents: number; covarianceType: CovarianceType },
): number {
  const { freedom } = COVARIANCE_FORMS[covarianceType];
  const isTold = (columns: number) =>
    rows * columns >= VALUES_PER_FREE_NUMBER * freedom(nComponents, columns);
  const most = Math.min(rows, cols);
  for (let columns = most; columns >= 1; columns--) if (isTold(columns)) return columns;
  // Of diagonal and spherical covariances it depends on the rows alone; of others one column is the nearest to enough.
  return freedom(nComponents, 2) > 2 * freedom(nComponents, 1) ? 1 : most;
}
