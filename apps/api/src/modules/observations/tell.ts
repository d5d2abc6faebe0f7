import type { DbTransaction } from '@asterism/db';
import { type Actor, recordDeedsOf } from '../audit/record.ts';
import type { PlacedSubject, Subject } from './subject.ts';

// Whoever types for an hour is told of six times, not at every revision.
const MINUTES_APART = 10;
// Deeds of a workspace that are looked through for the last one of that kind; more in ten minutes are told of twice.
const LOOKED_THROUGH = 1000;

type Verb = 'wrote' | 'restored';

/** Tells those who follow the workspace that somebody wrote about a subject: once in ten minutes. */
export async function tellOfWriting(
  tx: DbTransaction,
  actor: Actor,
  {
    observationId,
    subject,
    verb,
    at,
  }: { observationId: string; subject: PlacedSubject; verb: Verb; at: Date },
): Promise<void> {
  // Two who write at once as one person are told of once.
  await tx.$executeRaw`SELECT 1 FROM "Observation" WHERE id = ${observationId} FOR NO KEY UPDATE`;
  const { type: subjectType, id: subjectId, workspaceId } = subject;
  const since = new Date(at.getTime() - MINUTES_APART * 60_000);
  const [told] = await tx.$queryRaw<object[]>`
    SELECT 1 FROM (SELECT * FROM "Activity" WHERE "workspaceId" = ${workspaceId} ORDER BY id DESC LIMIT ${LOOKED_THROUGH}) a
    WHERE a."actorId" = ${actor.actorId} AND a."subjectType" = ${subjectType} AND a."subjectId" = ${subjectId}
      AND a.verb = ${verb} AND a.at > ${since} LIMIT 1`;
  if (told) return;
  const [user, name] = await Promise.all([
    tx.user.findUnique({ where: { id: actor.actorId ?? '' }, select: { name: true } }),
    nameOf(tx, subject),
  ]);
  if (!user || name === null) return;
  const sentence =
    verb === 'wrote'
      ? `${user.name} wrote about ${name}.`
      : `${user.name} restored what was written about ${name}.`;
  await recordDeedsOf(tx, actor, [{ workspaceId, verb, subjectType, subjectId, sentence }]);
}

/** As sentences call it; null where it is gone. */
async function nameOf(tx: DbTransaction, { type, id }: Subject): Promise<string | null> {
  const where = { id };
  switch (type) {
    case 'Cluster': {
      const row = await tx.cluster.findUnique({
        where,
        select: { label: true, isNoise: true, experiment: { select: { number: true } } },
      });
      return row && `${row.isNoise ? 'the noise' : `cluster ${row.label}`} of E-${row.experiment.number}`;
    }
    case 'Experiment': {
      const row = await tx.experiment.findUnique({ where, select: { number: true } });
      return row && `E-${row.number}`;
    }
    case 'Study': {
      const row = await tx.study.findUnique({ where, select: { name: true } });
      return row && `the study ${JSON.stringify(row.name)}`;
    }
    case 'Comparison': {
      const row = await tx.comparison.findUnique({ where, select: { title: true } });
      return row && `the comparison ${JSON.stringify(row.title)}`;
    }
  }
}
