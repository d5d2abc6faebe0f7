import type { DbTransaction } from '../client.ts';
import type { StageKind } from '../generated/prisma/client.ts';
import {
  type Environment,
  environment as environmentRecord,
  type Failure,
  failure as failureRecord,
} from '../records.ts';
import { announceExperiments } from './announce.ts';
import { cancelUnneededStages } from './cancel.ts';
import type { StageClaim } from './claim.ts';
import { finishExperiment } from './finishExperiment.ts';
import { failVerificationOf } from './verification.ts';

/** A stage that may run now; the caller sends its message in the same transaction. */
export interface ReadyStage {
  id: string;
  kind: StageKind;
  numericEnvironment: string | null;
}

export interface StageFinish {
  now: Date;
  /** Parsed by the kind's schema in `stageResult`. */
  result: unknown;
  environment: Environment;
}

/** RUNNING to SUCCEEDED with its result. False where the claim is lost: write nothing else. */
export async function finishStage(
  tx: DbTransaction,
  { stageId, workerId }: StageClaim,
  { now, result, environment }: StageFinish,
): Promise<boolean> {
  const finished = await tx.$executeRaw`
    UPDATE "Stage" SET status = 'SUCCEEDED', result = ${JSON.stringify(result)}::jsonb,
      environment = ${JSON.stringify(environmentRecord.parse(environment))}::jsonb, failure = NULL,
      "finishedAt" = ${now}, seconds = EXTRACT(EPOCH FROM ${now}::timestamptz - "startedAt"),
      fraction = 1, "secondsLeft" = NULL, "workerId" = NULL, "cancelRequested" = false
    WHERE id = ${stageId} AND status = 'RUNNING' AND "workerId" = ${workerId}`;
  return finished > 0;
}

/**
 * After a stage is finished and its rows are written, in the same transaction: ends the experiments that have nothing
 * left to do, tells all, and returns the stages that became ready.
 */
export async function advanceFrom(tx: DbTransaction, stageId: string, now: Date): Promise<ReadyStage[]> {
  // Two last stages may finish at once: the lock makes the second see the first, so that one of them ends the experiment.
  const experiments = await lockActiveUses(tx, stageId);
  for (const id of experiments) {
    const unfinished = await tx.experimentStage.count({
      where: { experimentId: id, stage: { status: { not: 'SUCCEEDED' } } },
    });
    if (unfinished === 0) await finishExperiment(tx, id, now);
  }
  await announceExperiments(tx, experiments);
  return tx.$queryRaw<ReadyStage[]>`
    SELECT s.id, s.kind, s."numericEnvironment" FROM "Stage" s
    WHERE s.id IN (SELECT "stageId" FROM "StageInput" WHERE "parentId" = ${stageId}) AND s.status = 'QUEUED'
      AND NOT EXISTS (SELECT 1 FROM "StageInput" i JOIN "Stage" p ON p.id = i."parentId"
        WHERE i."stageId" = s.id AND p.status <> 'SUCCEEDED')
      AND EXISTS (SELECT 1 FROM "ExperimentStage" u JOIN "Experiment" e ON e.id = u."experimentId"
        WHERE u."stageId" = s.id AND e.status IN ('QUEUED', 'RUNNING'))
    ORDER BY s.id`;
}

/** RUNNING to FAILED, and with it every experiment or verification that waits for the stage. False where the claim is lost. */
export async function failStage(
  tx: DbTransaction,
  { stageId, workerId }: StageClaim,
  { now, failure }: { now: Date; failure: Failure },
): Promise<boolean> {
  const rows = await tx.$queryRaw<{ kind: StageKind }[]>`
    UPDATE "Stage" SET status = 'FAILED', failure = ${JSON.stringify(failureRecord.parse(failure))}::jsonb,
      "finishedAt" = ${now}, "secondsLeft" = NULL, "workerId" = NULL, "cancelRequested" = false
    WHERE id = ${stageId} AND status = 'RUNNING' AND "workerId" = ${workerId}
    RETURNING kind`;
  if (!rows[0]) return false;
  await failUses(tx, { stageId, kind: rows[0].kind, failure, now });
  return true;
}

/** Fails the experiments and the verification that wait for a failed stage, and drops what only they needed. */
export async function failUses(
  tx: DbTransaction,
  { stageId, kind, failure, now }: { stageId: string; kind: StageKind; failure: Failure; now: Date },
): Promise<void> {
  const experiments = await lockActiveUses(tx, stageId);
  await tx.experiment.updateMany({
    where: { id: { in: experiments } },
    data: { status: 'FAILED', failure: { ...failure, stage: kind }, finishedAt: now },
  });
  await cancelUnneededStages(tx, experiments, now);
  await announceExperiments(tx, experiments);
  await failVerificationOf(tx, { stageId, kind, failure, now });
}

async function lockActiveUses(tx: DbTransaction, stageId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Experiment"
    WHERE id IN (SELECT "experimentId" FROM "ExperimentStage" WHERE "stageId" = ${stageId})
      AND status IN ('QUEUED', 'RUNNING')
    ORDER BY id FOR UPDATE`;
  return rows.map(({ id }) => id);
}
