import type { DbTransaction } from '@asterism/db';
import { type Actor, recordDeedsOf } from '../audit/record.ts';
import { observationSubject } from '../notifications/observationSubject.ts';

// Whoever types for an hour is told of six times, not at every revision.
const MINUTES_APART = 10;
// Deeds of a workspace that are looked through for the last one of that kind; more in ten minutes are told of twice.
const LOOKED_THROUGH = 1000;

interface Writing {
  observationId: string;
  verb: 'wrote' | 'restored';
  at: Date;
}

/** Tells those who follow the workspace that somebody wrote about a subject: once in ten minutes. */
export async function tellOfWriting(
  tx: DbTransaction,
  actor: Actor,
  { observationId, verb, at }: Writing,
): Promise<void> {
  // Two who write at once as one person are told of once.
  await tx.$executeRaw`SELECT 1 FROM "Observation" WHERE id = ${observationId} FOR NO KEY UPDATE`;
  const { type, id, workspaceId, name } = await observationSubject(tx, observationId);
  const since = new Date(at.getTime() - MINUTES_APART * 60_000);
  const [told] = await tx.$queryRaw<object[]>`
    SELECT 1 FROM (SELECT * FROM "Activity" WHERE "workspaceId" = ${workspaceId} ORDER BY id DESC LIMIT ${LOOKED_THROUGH}) a
    WHERE a."actorId" = ${actor.actorId} AND a."subjectType" = ${type} AND a."subjectId" = ${id}
      AND a.verb = ${verb} AND a.at > ${since} LIMIT 1`;
  if (told) return;
  const user = await tx.user.findUnique({ where: { id: actor.actorId ?? '' }, select: { name: true } });
  if (!user) return;
  const sentence =
    verb === 'wrote'
      ? `${user.name} wrote about ${name}.`
      : `${user.name} restored what was written about ${name}.`;
  await recordDeedsOf(tx, actor, [{ workspaceId, verb, subjectType: type, subjectId: id, sentence }]);
}
