import type { DbTransaction } from '../client.ts';
import { type EpochEvent, EVENT_CHANNEL } from '../events.ts';

/**
 * Events for many experiments in one statement: a stage that 200 experiments share changes often. Listeners hear of
 * them when the caller's transaction commits.
 */
export async function announceExperiments(
  tx: DbTransaction,
  experimentIds: readonly string[],
  epoch?: EpochEvent,
): Promise<void> {
  if (experimentIds.length === 0) return;
  await tx.$executeRaw`
    WITH written AS (
      INSERT INTO "Event" ("workspaceId", "experimentId", epoch)
      SELECT "workspaceId", id, ${epoch ? JSON.stringify(epoch) : null}::jsonb
      FROM "Experiment" WHERE id = ANY(${[...experimentIds]}) ORDER BY id
      RETURNING sequence, "workspaceId", "experimentId", "versionId")
    SELECT pg_notify(${EVENT_CHANNEL}, json_build_object('sequence', sequence, 'workspaceId', "workspaceId",
      'experimentId', "experimentId", 'versionId', "versionId")::text) FROM written`;
}

/** Events for every experiment that still waits for the stage, or is verified by it. */
export async function announceStage(tx: DbTransaction, stageId: string, epoch?: EpochEvent): Promise<void> {
  const uses = await tx.experimentStage.findMany({
    where: { stageId, experiment: { status: { in: ['QUEUED', 'RUNNING'] } } },
    select: { experimentId: true },
  });
  await announceExperiments(
    tx,
    uses.map(({ experimentId }) => experimentId),
    epoch,
  );
  // Without the epoch: it is none of the experiment's own curve.
  const verified = await tx.experimentVerification.findFirst({
    where: { stages: { some: { id: stageId } } },
    select: { experimentId: true },
  });
  if (verified) await announceExperiments(tx, [verified.experimentId]);
}
