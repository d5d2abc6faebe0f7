import { workspaceIds } from '../../auth/caller.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { done, notDone, type Outcome } from '../../problem.ts';
import { ringBell } from '../notifications/notify.ts';
import { OBSERVATION_COLUMNS, type ObservationRow } from '../observations/row.ts';
import { observationNotFound } from './service.ts';

/** Marks the comments that an observation has by now as read by the caller, and what they were told of them. Problems: OBSERVATION_NOT_FOUND. */
export async function readObservation(
  { services: { db, now }, caller }: Context,
  globalId: string,
): Promise<Outcome<ObservationRow>> {
  if (!caller) throw refusal.unauthenticated();
  const observation = await db.observation.findFirst({
    where: { id: rowId('Observation', globalId) ?? '', workspaceId: { in: workspaceIds(caller) } },
    select: OBSERVATION_COLUMNS,
  });
  if (!observation) return notDone(observationNotFound('id'));
  const [{ id: observationId }, { id: userId }, at] = [observation, caller.user, now()];
  await db.$transaction(async (tx) => {
    // Of two pages that say so at once the later one counts.
    await tx.$executeRaw`
      INSERT INTO "ObservationVisit" AS v ("observationId", "userId", at)
      VALUES (${observationId}, ${userId}, ${at.toISOString()}::timestamptz)
      ON CONFLICT ("observationId", "userId") DO UPDATE SET at = greatest(v.at, excluded.at)`;
    const { count } = await tx.notification.updateMany({
      where: { userId, readAt: null, comment: { observationId, createdAt: { lte: at } } },
      data: { readAt: at },
    });
    if (count > 0) await ringBell(tx, [userId]);
  });
  return done(observation);
}
