import type { Db } from '@asterism/db';
import { loaderById, loaderByParent } from '../../paging/loaderById.ts';

export function comparisonLoaders(db: Db) {
  return {
    comparison: loaderById((ids) => db.comparison.findMany({ where: { id: { in: ids } } })),
    /** Of comparisons, in their order. */
    comparedExperiments: loaderByParent(
      (comparisonIds) =>
        db.comparisonExperiment.findMany({
          where: { comparisonId: { in: comparisonIds } },
          orderBy: { position: 'asc' },
        }),
      ({ comparisonId }) => comparisonId,
    ),
  };
}
