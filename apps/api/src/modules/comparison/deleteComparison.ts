import type { Comparison } from '@asterism/db';
import { editorById } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';
import { comparisonDeed, comparisonNotFound, visibleComparisons } from './saved.ts';

/** With its public links; the experiments stay. Problems: COMPARISON_NOT_FOUND. Throws FORBIDDEN for a viewer. */
export async function deleteComparison(context: Context, globalId: string): Promise<Outcome<Comparison>> {
  return context.services.db.$transaction(async (tx) => {
    const row = await tx.comparison.findFirst({
      where: { id: rowId('Comparison', globalId) ?? '', ...visibleComparisons(context) },
    });
    const membership = row && editorById(context, row.workspaceId);
    if (!membership) return notDone(comparisonNotFound());
    const { count } = await tx.comparison.deleteMany({ where: { id: row.id } });
    // Two may delete it at once: it is told of once.
    if (count > 0)
      await recordDeeds(tx, membership.caller, [comparisonDeed(membership.caller, row, 'deleted')]);
    return done(row);
  });
}
