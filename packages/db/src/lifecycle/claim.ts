import type { Db, DbTransaction } from '../client.ts';
import type { EpochEvent } from '../events.ts';
import type { Stage } from '../generated/prisma/client.ts';
import { type Checkpoint, checkpoint as checkpointRecord } from '../records.ts';
import { announceExperiments, announceStage } from './announce.ts';
import { beginVerificationOf } from './verification.ts';

/** A worker's hold on a stage. Every write under it is conditional; once it is lost nothing is written. */
export interface StageClaim {
  stageId: string;
  workerId: string;
}

/**
 * Takes a waiting stage whose inputs are all there: QUEUED to RUNNING. Its waiting experiments begin with it.
 * Null where another has it, it is not ready, or it belongs to another numeric environment.
 */
export async function claimStage(
  tx: DbTransaction,
  { stageId, workerId, numericEnvironment, now }: StageClaim & { numericEnvironment: string; now: Date },
): Promise<Stage | null> {
  const claimed = await tx.$executeRaw`
    UPDATE "Stage" SET status = 'RUNNING', "workerId" = ${workerId}, "heartbeatAt" = ${now},
      "startedAt" = COALESCE("startedAt", ${now}), fraction = 0, "secondsLeft" = NULL
    WHERE id = ${stageId} AND status = 'QUEUED' AND NOT "cancelRequested"
      AND ("numericEnvironment" IS NULL OR "numericEnvironment" = ${numericEnvironment})
      AND NOT EXISTS (SELECT 1 FROM "StageInput" i JOIN "Stage" p ON p.id = i."parentId"
        WHERE i."stageId" = ${stageId} AND p.status <> 'SUCCEEDED')`;
  if (claimed === 0) return null;
  await tx.$executeRaw`
    UPDATE "Experiment" e SET status = 'RUNNING', "startedAt" = COALESCE(e."startedAt", ${now})
    FROM "ExperimentStage" u
    WHERE u."stageId" = ${stageId} AND u."experimentId" = e.id AND e.status = 'QUEUED'`;
  await beginVerificationOf(tx, stageId, now);
  await announceStage(tx, stageId);
  return tx.stage.findUniqueOrThrow({ where: { id: stageId } });
}

/** How far a stage is: `fraction` 0 to 1. */
export interface StageProgress {
  fraction: number;
  secondsLeft: number | null;
}

/** Says that the worker is alive and how far it is. Null where the claim is lost: stop the work. */
export async function beatStage(
  db: Db | DbTransaction,
  { stageId, workerId }: StageClaim,
  { now, fraction, secondsLeft }: StageProgress & { now: Date },
): Promise<{ cancelRequested: boolean } | null> {
  const rows = await db.$queryRaw<{ cancelRequested: boolean }[]>`
    UPDATE "Stage" SET "heartbeatAt" = ${now}, fraction = ${fraction}, "secondsLeft" = ${secondsLeft}
    WHERE id = ${stageId} AND status = 'RUNNING' AND "workerId" = ${workerId}
    RETURNING "cancelRequested"`;
  return rows[0] ?? null;
}

/**
 * Writes an epoch of training and tells every experiment that waits for it. A stage taken over writes the epochs
 * after its checkpoint again. False where the claim is lost.
 */
export async function recordEpoch(
  tx: DbTransaction,
  { stageId, workerId }: StageClaim,
  epoch: EpochEvent,
): Promise<boolean> {
  const held = await tx.$executeRaw`
    UPDATE "Stage" SET epoch = ${epoch.epoch}
    WHERE id = ${stageId} AND status = 'RUNNING' AND "workerId" = ${workerId}`;
  if (held === 0) return false;
  const { epoch: number, ...losses } = epoch;
  await tx.epochMetrics.upsert({
    where: { stageId_epoch: { stageId, epoch: number } },
    create: { stageId, epoch: number, ...losses },
    update: losses,
  });
  await announceStage(tx, stageId, epoch);
  return true;
}

/** Points the stage to a newer checkpoint. False where the claim is lost. */
export async function recordCheckpoint(
  db: Db | DbTransaction,
  { stageId, workerId }: StageClaim,
  checkpoint: Checkpoint,
): Promise<boolean> {
  const held = await db.$executeRaw`
    UPDATE "Stage" SET checkpoint = ${JSON.stringify(checkpointRecord.parse(checkpoint))}::jsonb
    WHERE id = ${stageId} AND status = 'RUNNING' AND "workerId" = ${workerId}`;
  return held > 0;
}

/**
 * Hands a stage back for another try: RUNNING to QUEUED. `crashed` counts the attempt. False where the claim is lost.
 */
export async function releaseStage(
  tx: DbTransaction,
  { stageId, workerId }: StageClaim,
  { crashed }: { crashed: boolean },
): Promise<boolean> {
  const released = await tx.$executeRaw`
    UPDATE "Stage" SET status = 'QUEUED', "workerId" = NULL, "heartbeatAt" = NULL,
      attempt = attempt + ${crashed ? 1 : 0}::int
    WHERE id = ${stageId} AND status = 'RUNNING' AND "workerId" = ${workerId}`;
  return released > 0;
}

/** Ends a stage that was asked to stop. False where the claim is lost or the wish was taken back. */
export async function cancelStage(
  tx: DbTransaction,
  { stageId, workerId }: StageClaim,
  now: Date,
): Promise<boolean> {
  const cancelled = await tx.$executeRaw`
    UPDATE "Stage" SET status = 'CANCELLED', "finishedAt" = ${now}, "workerId" = NULL, "cancelRequested" = false
    WHERE id = ${stageId} AND status = 'RUNNING' AND "workerId" = ${workerId} AND "cancelRequested"`;
  if (cancelled === 0) return false;
  const uses = await tx.experimentStage.findMany({ where: { stageId }, select: { experimentId: true } });
  await announceExperiments(
    tx,
    uses.map(({ experimentId }) => experimentId),
  );
  return true;
}
