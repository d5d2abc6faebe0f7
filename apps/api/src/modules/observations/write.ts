import type { Context } from '../../context.ts';
import { notDone, type Outcome } from '../../problem.ts';
import { documentsOf } from './documents.ts';
import { editableSubject, subjectNotFound } from './editable.ts';
import type { ObservationRow } from './row.ts';

/** Problems: SUBJECT_NOT_FOUND. Throws FORBIDDEN for a viewer. */
export async function writeObservation(
  context: Context,
  { subjectId }: { subjectId: string },
): Promise<Outcome<ObservationRow>> {
  if (!(await editableSubject(context, subjectId))) return notDone(subjectNotFound());
  return documentsOf(context);
}
