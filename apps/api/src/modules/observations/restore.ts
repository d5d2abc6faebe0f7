import type { Context } from '../../context.ts';
import { notDone, type Outcome } from '../../problem.ts';
import { documentsOf } from './documents.ts';
import { editableObservation, observationNotFound } from './editable.ts';
import type { ObservationRow } from './row.ts';

/** Problems: OBSERVATION_NOT_FOUND. Throws FORBIDDEN for a viewer. */
export async function restoreObservation(
  context: Context,
  { observationId }: { observationId: string },
): Promise<Outcome<ObservationRow>> {
  if (!(await editableObservation(context, observationId))) return notDone(observationNotFound());
  return documentsOf(context);
}
