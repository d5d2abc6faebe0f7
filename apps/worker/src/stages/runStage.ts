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
import { inSpan } from '@asterism/telemetry';
import type { TaskDone } from '../children/childProcess.ts';
import type { ChildRole, WorkReport } from '../children/messages.ts';
import type { TaskKind, TaskOf } from '../children/tasks.ts';
import type { WorkerContext } from '../context.ts';
import type { StageOutcome } from '../observe/meters.ts';
import { sendStages } from '../plan/planExperiment.ts';
import { sendVerification } from '../verification/sendVerification.ts';
import { buildTask } from './buildTask.ts';
import { type Heartbeat, startHeartbeat } from './heartbeat.ts';
import { decideOutcome, type StopCause } from './outcome.ts';
import { createProgressMeter, type ProgressMeter } from './progress.ts';
import { stageIds } from './stageIds.ts';
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
  const ids = await stageIds(db, stage);
  const { stageKey, attempt, experiments } = ids;
  const begun = performance.now();
  const within = { ...context, log: context.log.child({ ...ids }) };
  const attributes = {
    'asterism.stage.key': stageKey,
    'asterism.attempt': attempt,
    'asterism.experiments': experiments,
  };
  const outcome = await inSpan(`stage ${stage.kind}`, { attributes }, () =>
    doClaimed(within, stage, workerSignal),
  );
  context.meters.stage({ kind: stage.kind, outcome, seconds: (performance.now() - begun) / 1000 });
}

async function doClaimed(
  context: WorkerContext,
  stage: Stage,
  workerSignal: AbortSignal,
): Promise<StageOutcome> {
  const claim: StageClaim = { stageId: stage.id, workerId: context.workerId };
  const meter = createProgressMeter(() => performance.now());
  const heartbeat = startHeartbeat({
    beat: () => beat(context, claim, meter),
    workerSignal,
    onError: (error) => context.log.warn({ err: error }, 'heartbeat failed'),
  });
  try {
    const done = await doStage(context, stage, { claim, meter, heartbeat });
    return await finish(context, stage, claim, done);
  } catch (error) {
    return await giveUp(context, stage, claim, error);
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
): Promise<StageOutcome> {
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
  log.info(isFinished ? 'stage finished' : 'claim lost');
  return isFinished ? 'SUCCEEDED' : 'CLAIM_LOST';
}

async function giveUp(
  context: WorkerContext,
  stage: Stage,
  claim: StageClaim,
  error: unknown,
): Promise<StageOutcome> {
  const { db, now, log } = context;
  const outcome = decideOutcome(error, stage.attempt);
  const about = { outcome: outcome.kind };
  if (outcome.kind === 'RETRY' || outcome.kind === 'FAIL')
    log.warn({ ...about, err: error }, 'stage broke off');
  else log.info(about, 'stage stopped');
  if (outcome.kind === 'LET_GO') return outcome.kind;
  await inTransaction(db, async (tx) => {
    if (outcome.kind === 'FAIL') return failStage(tx, claim, { now: now(), failure: outcome.failure });
    // The wish may have been taken back by a new experiment that needs the stage: then it goes on.
    if (outcome.kind === 'CANCEL' && (await cancelStage(tx, claim, now()))) return;
    if (await releaseStage(tx, claim, { crashed: outcome.kind === 'RETRY' })) await sendStages(tx, [stage]);
  });
  return outcome.kind;
}
