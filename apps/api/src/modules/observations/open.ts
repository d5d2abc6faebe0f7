import type { Context } from '../../context.ts';
import { notDone, type Outcome } from '../../problem.ts';
import { documentsOf } from './documents.ts';
import { editableSubject, subjectNotFound } from './editable.ts';
import type { ObservationRow } from './row.ts';

/** The subject's observation, made where there is none. Problems: SUBJECT_NOT_FOUND. Throws FORBIDDEN for a viewer. */
export async function openObservation(context: Context, subjectId: string): Promise<Outcome<ObservationRow>> {
  const editable = await editableSubject(context, subjectId);
  if (!editable) return notDone(subjectNotFound());
  return documentsOf(context);
}
