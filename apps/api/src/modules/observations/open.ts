import type { Context } from '../../context.ts';
import { done, notDone, type Outcome } from '../../problem.ts';
import { editableSubject, readRow, subjectNotFound } from './editable.ts';
import type { ObservationRow } from './row.ts';

/** The subject's observation, made where there is none. Problems: SUBJECT_NOT_FOUND. Throws FORBIDDEN for a viewer. */
export async function openObservation(context: Context, subjectId: string): Promise<Outcome<ObservationRow>> {
  const editable = await editableSubject(context, subjectId);
  const id = editable && (await context.services.observations.ensure(editable.subject));
  return id === null ? notDone(subjectNotFound()) : done(await readRow(context, id));
}
