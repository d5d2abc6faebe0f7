import type { DbTransaction } from '../client.ts';
import { announceExperiments } from './announce.ts';

/**
 * Cancels an experiment that is not over: its stages stop where no other experiment needs them, running ones within
 * their worker's next beat. False where it was over already.
 */
export async function cancelExperiment(
  tx: DbTransaction,
  { experimentId, now }: { experimentId: string; now: Date },
): Promise<boolean> {
  // Stages before experiments, as everywhere, so that two transactions do not wait for each other.
  await tx.$executeRaw`
    SELECT 1 FROM "Stage" WHERE id IN (SELECT "stageId" FROM "ExperimentStage" WHERE "experimentId" = ${experimentId})
      AND status IN ('QUEUED', 'RUNNING') ORDER BY id FOR UPDATE`;
  const { count } = await tx.experiment.updateMany({
    where: { id: experimentId, status: { in: ['QUEUED', 'RUNNING'] } },
    data: { status: 'CANCELLED', finishedAt: now },
  });
  if (count === 0) return false;
  await cancelUnneededStages(tx, [experimentId], now);
  await announceExperiments(tx, [experimentId]);
  return true;
}

/** Of these experiments' stages, ends those that wait, and asks those that run to stop, where nobody else needs them. */
export async function cancelUnneededStages(
  tx: DbTransaction,
  experimentIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Stage" s SET
      status = CASE WHEN s.status = 'QUEUED' THEN 'CANCELLED'::"RunStatus" ELSE s.status END,
      "finishedAt" = CASE WHEN s.status = 'QUEUED' THEN ${now}::timestamptz ELSE s."finishedAt" END,
      "cancelRequested" = (s.status = 'RUNNING')
    WHERE s.status IN ('QUEUED', 'RUNNING')
      AND s.id IN (SELECT "stageId" FROM "ExperimentStage" WHERE "experimentId" = ANY(${[...experimentIds]}))
      AND NOT EXISTS (SELECT 1 FROM "ExperimentStage" u JOIN "Experiment" e ON e.id = u."experimentId"
        WHERE u."stageId" = s.id AND e.status IN ('QUEUED', 'RUNNING'))`;
}
