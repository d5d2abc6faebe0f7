import type { Caller } from '../../auth/caller.ts';
import { editorById } from '../../auth/permission.ts';
import { EditRefused } from '../../collab/refusal.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, problem } from '../../problem.ts';
import { actorOf } from '../audit/record.ts';
import { OBSERVATION_COLUMNS, type ObservationRow } from './row.ts';
import { findSubject, type PlacedSubject } from './subject.ts';
import { tellOfWriting } from './tell.ts';

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

export const subjectNotFound = () =>
  problem(
    'SUBJECT_NOT_FOUND',
    'There is no cluster, experiment, study or comparison of this id that you may see.',
    'subjectId',
  );

/** What an edit gives, or why it is not taken as a problem of `path`. */
export async function taken<T>(edit: Promise<T>, path: string): Promise<Outcome<T>> {
  try {
    return done(await edit);
  } catch (error) {
    if (!(error instanceof EditRefused)) throw error;
    return notDone(problem(error.code, error.message, path));
  }
}

/** The row as it is after something was written. */
export const readRow = ({ services: { db } }: Context, id: string): Promise<ObservationRow> =>
  db.observation.findUniqueOrThrow({ where: { id }, select: OBSERVATION_COLUMNS });

/** Tells of what the caller wrote. */
export async function tellOf(
  { services: { db, now } }: Context,
  caller: Caller,
  written: { observationId: string; verb: 'wrote' | 'restored' },
): Promise<void> {
  await db.$transaction((tx) => tellOfWriting(tx, actorOf(caller), { ...written, at: now() }));
}
