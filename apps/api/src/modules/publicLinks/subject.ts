import type { Db, Prisma } from '@asterism/db';
import { decodeGlobalId, rowId } from '../../builder.ts';

/** What a link shows, or is to show. */
export interface Subject {
  workspaceId: string;
  column: { experimentId: string } | { comparisonId: string };
  /** As sentences call it. */
  name: string;
}

/** The experiment or comparison of that id, whoever may see it; null where there is none. */
export async function findSubject(db: Db, globalId: string): Promise<Subject | null> {
  const { typename, id } = decodeGlobalId(globalId) ?? { typename: '', id: '' };
  if (typename === 'Experiment') {
    const row = await db.experiment.findUnique({ where: { id } });
    return row && { workspaceId: row.workspaceId, column: { experimentId: id }, name: `E-${row.number}` };
  }
  if (typename !== 'Comparison') return null;
  const row = await db.comparison.findUnique({ where: { id } });
  return (
    row && {
      workspaceId: row.workspaceId,
      column: { comparisonId: id },
      name: `the comparison ${JSON.stringify(row.title)}`,
    }
  );
}

/** Links to that one experiment, or to a comparison of just those in that order. */
export function shows(experimentIds: readonly string[]): Prisma.PublicLinkWhereInput {
  const ids = experimentIds.map((globalId) => rowId('Experiment', globalId) ?? '');
  const [first] = ids;
  if (ids.length === 1 && first !== undefined) return { experimentId: first };
  return {
    comparison: {
      AND: ids.map((experimentId, position) => ({ experiments: { some: { position, experimentId } } })),
      experiments: { none: { position: { gte: ids.length } } },
    },
  };
}
