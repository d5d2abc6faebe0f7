import type { DbTransaction } from '@asterism/db';
import { rowId } from '../../builder.ts';
import { notify } from './notify.ts';
import { observationSubject } from './observationSubject.ts';

// A text that names more than this is no letter to anybody.
const MOST_MENTIONED = 200;

export interface Mentions {
  observationId: string;
  /** Whom the text mentions now: as the text has their ids, global ones or those of rows. */
  userIds: readonly string[];
  /** Who changed the text since it was asked last. */
  authorIds: readonly string[];
  at: Date;
}

/**
 * Tells members that an observation's text mentions them, in the transaction that records its revision. Each is told once
 * of each text, however often the mention is taken out and written again. Who alone wrote their own name is not told.
 */
export async function notifyMentioned(
  tx: DbTransaction,
  { observationId, userIds, authorIds, at }: Mentions,
): Promise<void> {
  const ids = [...new Set(userIds.map((id) => rowId('User', id) ?? id))].slice(0, MOST_MENTIONED);
  if (ids.length === 0) return;
  // In one order, so that two who write at once do not wait for each other.
  const mentioned = await tx.$queryRaw<{ userId: string }[]>`
    INSERT INTO "ObservationMention" ("observationId", "userId")
    SELECT o.id, m."userId" FROM "Observation" o JOIN "Member" m ON m."workspaceId" = o."workspaceId"
    WHERE o.id = ${observationId} AND m."userId" = ANY(${ids}) ORDER BY m."userId"
    ON CONFLICT DO NOTHING RETURNING "userId"`;
  if (mentioned.length === 0) return;
  const [author = null, ...others] = authorIds;
  const actor =
    author === null || others.length > 0 ? null : await tx.user.findUnique({ where: { id: author } });
  const subject = await observationSubject(tx, observationId);
  await notify(tx, {
    userIds: mentioned.map(({ userId }) => userId),
    actorId: actor?.id ?? null,
    subject,
    sentence: actor
      ? `${actor.name} mentioned you in the observation of ${subject.name}.`
      : `You were mentioned in the observation of ${subject.name}.`,
    at,
  });
}
