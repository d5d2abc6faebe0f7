import type { Caller } from '../../auth/caller.ts';
import { editorById } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { problem } from '../../problem.ts';
import { OBSERVATION_COLUMNS, type ObservationRow, subjectOf, visibleObservations } from './row.ts';
import { findSubject, type PlacedSubject } from './subject.ts';

export interface Editable {
  subject: PlacedSubject;
  caller: Caller;
}

/** The subject that the caller may write of; null where there is none that they may see. Throws FORBIDDEN for a viewer. */
export async function editableSubject(context: Context, globalId: string): Promise<Editable | null> {
  const subject = await findSubject(context.services.db, globalId);
  const membership = subject && editorById(context, subject.workspaceId);
  return membership && { subject, caller: membership.caller };
}

/** The same by the id of its observation. */
export async function editableObservation(context: Context, globalId: string): Promise<Editable | null> {
  const row = await context.services.db.observation.findFirst({
    where: { id: rowId('Observation', globalId) ?? '', ...visibleObservations(context) },
    select: OBSERVATION_COLUMNS,
  });
  const membership = row && editorById(context, row.workspaceId);
  return (
    membership && { subject: { ...subjectOf(row), workspaceId: row.workspaceId }, caller: membership.caller }
  );
}

export const subjectNotFound = () =>
  problem(
    'SUBJECT_NOT_FOUND',
    'There is no cluster, experiment, study or comparison of this id that you may see.',
    'subjectId',
  );

/** The row after something was written. */
export const readRow = ({ services: { db } }: Context, id: string): Promise<ObservationRow> =>
  db.observation.findUniqueOrThrow({ where: { id }, select: OBSERVATION_COLUMNS });

export const observationNotFound = () =>
  problem('OBSERVATION_NOT_FOUND', 'There is no such observation that you may see.', 'observationId');
