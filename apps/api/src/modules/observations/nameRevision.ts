import { z } from 'zod';
import { editorById } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, problem, problemsOf } from '../../problem.ts';
import { REVISION_COLUMNS, type RevisionRow } from './revisions.ts';
import { visibleObservations } from './row.ts';

const naming = z.object({ id: z.string(), name: z.string().trim().min(1).max(120).nullish() });

/** Problems: REVISION_NOT_FOUND, a name that cannot be. Throws FORBIDDEN for a viewer. */
export async function nameRevision(
  context: Context,
  input: z.input<typeof naming>,
): Promise<Outcome<RevisionRow>> {
  const { db, observations } = context.services;
  const row = await db.observationRevision.findFirst({
    where: { id: rowId('Revision', input.id) ?? '', observation: visibleObservations(context) },
    select: { id: true, observationId: true, observation: { select: { workspaceId: true } } },
  });
  if (!row || !editorById(context, row.observation.workspaceId))
    return notDone(problem('REVISION_NOT_FOUND', 'There is no such revision that you may see.', 'id'));
  const parsed = naming.safeParse(input);
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const named = await db.observationRevision.update({
    where: { id: row.id },
    data: { name: parsed.data.name ?? null },
    select: REVISION_COLUMNS,
  });
  observations.tell(row.observationId, 'revisions');
  return done(named);
}
