import type { DbTransaction, Experiment } from '@asterism/db';
import {
  dropSilentWorkers,
  idleVerifications,
  inTransaction,
  neededByVerification,
  type ReadyStage,
  releaseStaleDecodings,
  releaseStaleStages,
  releaseStaleVersions,
  replanVerification,
  type Staleness,
} from '@asterism/db';
import { sendJob, waitingKeys } from '@asterism/jobs';
import type { WorkerContext } from '../context.ts';
import { rehomeHomeless, resendLostEncodings, takeOverEncodings } from '../encodings/sweepEncodings.ts';
import { sendStages } from '../plan/planExperiment.ts';
import { MAX_ATTEMPTS } from '../stages/outcome.ts';
import { sendVerification } from '../verification/sendVerification.ts';

const SECOND = 1000;
const STALE_AFTER_MS = 10 * SECOND;
const EVENTS_KEPT_MS = 24 * 3600 * SECOND;
// Long enough for a worker of the same kind to start again before its stages are planned anew for others.
const ENVIRONMENT_GONE_AFTER_MS = 30 * SECOND;

export type SweepContext = Pick<WorkerContext, 'db' | 'now' | 'log'> & {
  /** Frees the messages that dead takers hold. */
  unlockDead: (queueWorkerIds: readonly string[]) => Promise<void>;
};

/** Repairs what a crash left: everything it does may be done at any time and by several workers at once. */
export async function sweep({ db, now, log, unlockDead }: SweepContext): Promise<void> {
  const at = now();
  const staleness: Staleness = {
    now: at,
    silentSince: new Date(at.getTime() - STALE_AFTER_MS),
    maxAttempts: MAX_ATTEMPTS,
  };
  await inTransaction(db, async (tx) => {
    const dead = await dropSilentWorkers(tx, staleness.silentSince);
    // Before the rows are gone for good: a failure leaves them to the next sweep.
    if (dead.length > 0) await unlockDead(dead);
  });
  const taken = await inTransaction(db, async (tx) => {
    const stages = await releaseStaleStages(tx, staleness);
    await sendStages(tx, stages);
    const versions = await releaseStaleVersions(tx, staleness);
    await sendVersions(
      tx,
      versions.map((id) => ({ id })),
    );
    const decodings = await releaseStaleDecodings(tx, staleness);
    await sendDecodings(tx, decodings);
    const encodings = await takeOverEncodings(tx, staleness);
    return { stages: stages.length, versions: versions.length, decodings: decodings.length, encodings };
  });
  if (taken.stages + taken.versions + taken.decodings + taken.encodings > 0)
    log.warn(taken, 'took over from a silent worker');
  await inTransaction(db, resendLost);
  await inTransaction(db, resendLostEncodings);
  await inTransaction(db, (tx) => planAgain(tx, at));
  await inTransaction(db, (tx) => rehomeHomeless(tx, new Date(at.getTime() - ENVIRONMENT_GONE_AFTER_MS)));
  await inTransaction(db, (tx) => advanceIdle(tx, at));
  await db.event.deleteMany({ where: { at: { lt: new Date(at.getTime() - EVENTS_KEPT_MS) } } });
}

async function sendVersions(tx: DbTransaction, versions: readonly { id: string }[]): Promise<void> {
  for (const { id: versionId } of versions)
    await sendJob(tx, 'version.import', { versionId }, { jobKey: `version:${versionId}` });
}

async function sendDecodings(tx: DbTransaction, ids: readonly string[]): Promise<void> {
  for (const decodingId of ids)
    await sendJob(tx, 'decoding.run', { decodingId }, { jobKey: `decoding:${decodingId}` });
}

async function sendPlans(tx: DbTransaction, experiments: readonly { id: string }[]): Promise<void> {
  for (const { id: experimentId } of experiments)
    await sendJob(tx, 'experiment.plan', { experimentId }, { jobKey: `plan:${experimentId}` });
}

/** Rows that wait while no message speaks of them. */
async function resendLost(tx: DbTransaction): Promise<void> {
  const stages = await tx.$queryRaw<ReadyStage[]>`
    SELECT s.id, s.kind, s."numericEnvironment" FROM "Stage" s
    WHERE s.status = 'QUEUED'
      AND NOT EXISTS (SELECT 1 FROM "StageInput" i JOIN "Stage" p ON p.id = i."parentId"
        WHERE i."stageId" = s.id AND p.status <> 'SUCCEEDED')
      AND (${neededByVerification}
        OR EXISTS (SELECT 1 FROM "ExperimentStage" u JOIN "Experiment" e ON e.id = u."experimentId"
          WHERE u."stageId" = s.id AND e.status IN ('QUEUED', 'RUNNING')))`;
  await sendStages(tx, await withoutMessage(tx, 'stage', stages));
  const versions = await tx.datasetVersion.findMany({
    where: { status: 'IMPORTING', workerId: null },
    select: { id: true },
  });
  await sendVersions(tx, await withoutMessage(tx, 'version', versions));
  const decodings = await tx.decoding.findMany({ where: { status: 'QUEUED' }, select: { id: true } });
  const lost = await withoutMessage(tx, 'decoding', decodings);
  await sendDecodings(
    tx,
    lost.map(({ id }) => id),
  );
}

/** Of these rows, those that no message of the queue speaks of. */
async function withoutMessage<Row extends { id: string }>(
  tx: DbTransaction,
  noun: 'stage' | 'version' | 'plan' | 'decoding' | 'verification',
  rows: readonly Row[],
): Promise<Row[]> {
  if (rows.length === 0) return [];
  const waiting = await waitingKeys(
    tx,
    rows.map(({ id }) => `${noun}:${id}`),
  );
  return rows.filter(({ id }) => !waiting.has(`${noun}:${id}`));
}

/**
 * Experiments that no stage will move on: never planned, with a stage that broke off for another's sake, or waiting
 * for a numeric environment that no worker has any more. The last lose their stages and get those of a worker that is there.
 */
async function planAgain(tx: DbTransaction, at: Date): Promise<void> {
  const goneBefore = new Date(at.getTime() - ENVIRONMENT_GONE_AFTER_MS);
  const homeless = await tx.$queryRaw<Pick<Experiment, 'id'>[]>`
    SELECT DISTINCT e.id FROM "Experiment" e
      JOIN "ExperimentStage" u ON u."experimentId" = e.id JOIN "Stage" s ON s.id = u."stageId"
    WHERE e.status IN ('QUEUED', 'RUNNING') AND s.status = 'QUEUED' AND s."numericEnvironment" IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM "Worker" w WHERE w."numericEnvironment" = s."numericEnvironment")
      AND EXISTS (SELECT 1 FROM "Worker" w WHERE w."startedAt" < ${goneBefore})`;
  const ids = homeless.map(({ id }) => id);
  await tx.experimentStage.deleteMany({ where: { experimentId: { in: ids } } });
  const stuck = await tx.experiment.findMany({
    where: {
      status: { in: ['QUEUED', 'RUNNING'] },
      OR: [
        { stages: { none: {} } },
        { stages: { some: { stage: { status: { in: ['FAILED', 'CANCELLED'] } } } } },
      ],
    },
    select: { id: true },
  });
  await sendPlans(tx, await withoutMessage(tx, 'plan', stuck));
}

/** Verifications that nothing moves on; of those that wait for an environment that is gone, the work begins anew. */
async function advanceIdle(tx: DbTransaction, at: Date): Promise<void> {
  const goneBefore = new Date(at.getTime() - ENVIRONMENT_GONE_AFTER_MS);
  const idle = await idleVerifications(tx, goneBefore);
  for (const { id, isHomeless } of idle) if (isHomeless) await replanVerification(tx, id);
  for (const { id } of await withoutMessage(tx, 'verification', idle)) await sendVerification(tx, id);
}
