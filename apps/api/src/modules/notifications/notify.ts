import { type DbTransaction, NOTIFICATION_CHANNEL } from '@asterism/db';
import type { ObservationSubject } from './observationSubject.ts';

// Older ones are forgotten.
const MOST_KEPT = 1000;

export interface News {
  /** Who is told: those of them who are members, but for the actor. */
  userIds: readonly string[];
  /** Who did it; null where it was not one alone. */
  actorId: string | null;
  subject: ObservationSubject;
  /** The comment that it is about, if it is about one. */
  commentId?: string;
  sentence: string;
  at: Date;
}

/** Tells members something, in the transaction that does it; whoever has the bell open sees it when that commits. */
export async function notify(
  tx: DbTransaction,
  { userIds, actorId, subject: { workspaceId, type, id }, commentId, sentence, at }: News,
): Promise<void> {
  const wanted = new Set(userIds);
  if (actorId !== null) wanted.delete(actorId);
  if (wanted.size === 0) return;
  const members = await tx.member.findMany({
    where: { workspaceId, userId: { in: [...wanted] } },
    select: { userId: true },
  });
  const told = members.map(({ userId }) => userId);
  await tx.notification.createMany({
    data: told.map((userId) => ({
      userId,
      workspaceId,
      at,
      actorId,
      sentence,
      subjectType: type,
      subjectId: id,
      commentId: commentId ?? null,
    })),
  });
  // Whoever is told by two at once: what one of them is forgetting the other passes over.
  await tx.$executeRaw`
    DELETE FROM "Notification" WHERE id IN (
      SELECT id FROM "Notification" WHERE id IN (
        SELECT id FROM (
          SELECT id, row_number() OVER (PARTITION BY "userId" ORDER BY at DESC, id DESC) AS place
          FROM "Notification" WHERE "userId" = ANY(${told})
        ) AS placed WHERE place > ${MOST_KEPT}
      ) FOR UPDATE SKIP LOCKED)`;
  await ringBell(tx, told);
}

/** Has the bells of these users count again, of a transaction when it commits. */
export async function ringBell(tx: DbTransaction, userIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${NOTIFICATION_CHANNEL}, id) FROM unnest(${[...userIds]}::text[]) AS id`;
}
