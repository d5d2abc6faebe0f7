import type { Stage, StageKind } from '@asterism/db';
import {
  advanceFrom,
  announceStage,
  beatStage,
  cancelStage,
  claimStage,
  failStage,
  finishStage,
  inTransaction,
  recordCheckpoint,
  recordEpoch,
  releaseStage,
  type StageClaim,
} from '@asterism/db';
import type { TaskDone } from '../children/childProcess.ts';
import type { ChildRole, WorkReport } from '../children/messages.ts';
import type { TaskKind, TaskOf } from '../children/tasks.ts';
import type { WorkerContext } from '../context.ts';
import { sendStages } from '../plan/planExperiment.ts';
import { sendVerification } from '../verification/sendVerification.ts';
import { buildTask } from './buildTask.ts';
import { type Heartbeat, startHeartbeat } from './heartbeat.ts';
import { decideOutcome, type StopCause } from './outcome.ts';
import { createProgressMeter, type ProgressMeter } from './progress.ts';
import { grantBlobs, recordOf, writeTables } from './writeResult.ts';

const ROLE: Record<StageKind, ChildRole> = {
  PREPROCESS: 'light',
  TRAIN: 'numeric',
  ENCODE: 'numeric',
  PROJECT: 'light',
  CLUSTER: 'light',
  SCORE: 'light',
};

/** Takes a stage, does it in a child process, and writes what came of it. Does nothing where another has it. */
export async function runStage(
  context: WorkerContext,
  stageId: string,
  workerSignal: AbortSignal,
): Promise<void> {
  const { db, workerId, numericEnvironment, now } = context;
  const stage = await inTransaction(db, (tx) =>
    claimStage(tx, { stageId, workerId, numericEnvironment, now: now() }),
  );
  if (!stage) return;
  const claim: StageClaim = { stageId, workerId };
  const meter = createProgressMeter(() => performance.now());
  const heartbeat = startHeartbeat({
    beat: () => beat(context, claim, meter),
    workerSignal,
    onError: (error) => context.log.warn({ err: error, stageId }, 'heartbeat failed'),
  });
  try {
    const done = await doStage(context, stage, { claim, meter, heartbeat });
    await finish(context, stage, claim, done);
  } catch (error) {
    await giveUp(context, stage, claim, error);
  } finally {
    await heartbeat.end();
  }
}

async function beat(
  { db, now }: WorkerContext,
  claim: StageClaim,
  meter: ProgressMeter,
): Promise<StopCause | null> {
  const held = await beatStage(db, claim, { now: now(), ...meter.read() });
  if (!held) return 'CLAIM_LOST';
  if (held.cancelRequested) return 'CANCEL_REQUESTED';
  if (meter.isNews()) await inTransaction(db, (tx) => announceStage(tx, claim.stageId));
  return null;
}

interface Hold {
  claim: StageClaim;
  meter: ProgressMeter;
  heartbeat: Heartbeat;
}

async function doStage(
  context: WorkerContext,
  stage: Stage,
  { claim, meter, heartbeat }: Hold,
): Promise<TaskDone<TaskKind>> {
  const { signal } = heartbeat;
  const task = await buildTask(context.db, stage);
  const lease = await context.pool.acquire(ROLE[stage.kind], signal);
  // Reports are written in the order in which they came, all before the result.
  let written: Promise<void> = Promise.resolve();
  const onReport = (report: WorkReport): void => {
    if (report.type === 'progress') meter.set(report.fraction);
    else written = written.then(() => write(context, claim, report, heartbeat));
    written.catch((error: Error) => heartbeat.stop(error));
  };
  try {
    const done = await lease.child.run(task as TaskOf<TaskKind>, { onReport, signal });
    await written;
    return done;
  } finally {
    lease.release();
  }
}

async function write(
  { db }: WorkerContext,
  claim: StageClaim,
  report: WorkReport,
  heartbeat: Heartbeat,
): Promise<void> {
  const isHeld =
    report.type === 'epoch'
      ? await inTransaction(db, (tx) => recordEpoch(tx, claim, report.epoch))
      : report.type !== 'checkpoint' || (await recordCheckpoint(db, claim, report.checkpoint));
  if (!isHeld) heartbeat.stop('CLAIM_LOST');
}

async function finish(
  { db, environment, now, log }: WorkerContext,
  stage: Stage,
  claim: StageClaim,
  { result, blobs }: TaskDone<TaskKind>,
): Promise<void> {
  const isFinished = await inTransaction(db, async (tx) => {
    const at = now();
    if (!(await finishStage(tx, claim, { now: at, result: recordOf(stage.kind, result), environment })))
      return false;
    await writeTables(tx, stage, result);
    if (stage.verificationId === null) await grantBlobs(tx, stage.workspaceId, blobs);
    else await sendVerification(tx, stage.verificationId);
    await sendStages(tx, await advanceFrom(tx, stage.id, at));
    return true;
  });
  log.info({ stageId: stage.id, kind: stage.kind }, isFinished ? 'stage finished' : 'claim lost');
}

async function giveUp(
  context: WorkerContext,
  stage: Stage,
  claim: StageClaim,
  error: unknown,
): Promise<void> {
  const { db, now, log } = context;
  const outcome = decideOutcome(error, stage.attempt);
  const about = { stageId: stage.id, kind: stage.kind, outcome: outcome.kind };
  if (outcome.kind === 'RETRY' || outcome.kind === 'FAIL')
    log.warn({ ...about, err: error }, 'stage broke off');
  else log.info(about, 'stage stopped');
  if (outcome.kind === 'LET_GO') return;
  await inTransaction(db, async (tx) => {
    if (outcome.kind === 'FAIL') return failStage(tx, claim, { now: now(), failure: outcome.failure });
    // The wish may have been taken back by a new experiment that needs the stage: then it goes on.
    if (outcome.kind === 'CANCEL' && (await cancelStage(tx, claim, now()))) return;
    if (await releaseStage(tx, claim, { crashed: outcome.kind === 'RETRY' })) await sendStages(tx, [stage]);
  });
}
