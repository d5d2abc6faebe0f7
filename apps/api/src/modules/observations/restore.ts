import { readText, writeText } from '@asterism/observation';
import { z } from 'zod';
import { editorById } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, problem, problemsOf } from '../../problem.ts';
import { readRow, taken, tellOf } from './editable.ts';
import { OBSERVATION_COLUMNS, type ObservationRow, subjectOf, visibleObservations } from './row.ts';

const restoring = z.object({ revision: z.int().min(1) });

/**
 * Writes the text of a revision onto the document as it is now; the fields stay. Problems: OBSERVATION_NOT_FOUND,
 * REVISION_NOT_FOUND, a number that none has. Throws FORBIDDEN for a viewer.
 */
export async function restoreObservation(
  context: Context,
  { observationId, revision }: { observationId: string; revision: number },
): Promise<Outcome<ObservationRow>> {
  const { db, observations } = context.services;
  const row = await db.observation.findFirst({
    where: { id: rowId('Observation', observationId) ?? '', ...visibleObservations(context) },
    select: OBSERVATION_COLUMNS,
  });
  const membership = row && editorById(context, row.workspaceId);
  if (!membership)
    return notDone(
      problem('OBSERVATION_NOT_FOUND', 'There is no such observation that you may see.', 'observationId'),
    );
  const parsed = restoring.safeParse({ revision });
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const { caller, workspaceId } = membership;
  const subject = { ...subjectOf(row), workspaceId };
  const doc = await observations.documentAt(row.id, revision);
  if (!doc) return notDone(problem('REVISION_NOT_FOUND', `There is no revision ${revision}.`, 'revision'));
  const text = readText(doc);
  const restored = await taken(
    observations.edit(subject, caller.user.id, (live) => writeText(live, text)),
    'revision',
  );
  if (!restored.value) return restored;
  await tellOf(context, caller, { observationId: row.id, verb: 'restored' });
  return done(await readRow(context, row.id));
}
