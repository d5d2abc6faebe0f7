import {
  beatDecoding,
  claimDecoding,
  type Decoding,
  type DecodingClaim,
  decodingParams,
  failDecoding,
  finishDecoding,
  inTransaction,
  releaseDecoding,
} from '@asterism/db';
import { sendJob } from '@asterism/jobs';
import type { TaskDone } from '../children/childProcess.ts';
import type { Task, TaskKind, TaskOf } from '../children/tasks.ts';
import type { WorkerContext } from '../context.ts';
import { trainedImagesOf } from '../stages/buildTask.ts';
import { startHeartbeat } from '../stages/heartbeat.ts';
import { decideOutcome } from '../stages/outcome.ts';
import { grantBlobs } from '../stages/writeResult.ts';

/** Takes a decoding, does it in a child of its own role, and writes what came of it. Does nothing where another has it. */
export async function runDecoding(
  context: WorkerContext,
  decodingId: string,
  workerSignal: AbortSignal,
): Promise<void> {
  const { db, workerId, now, log } = context;
  const claim: DecodingClaim = { decodingId, workerId };
  const decoding = await claimDecoding(db, { ...claim, now: now() });
  if (!decoding) return;
  const heartbeat = startHeartbeat({
    beat: async () => ((await beatDecoding(db, claim, now())) ? null : 'CLAIM_LOST'),
    workerSignal,
    onError: (error) => log.warn({ err: error, decodingId }, 'heartbeat failed'),
  });
  try {
    const done = await decode(context, decoding, heartbeat.signal);
    await finish(context, decoding, claim, done);
  } catch (error) {
    await giveUp(context, decoding, claim, error);
  } finally {
    await heartbeat.end();
  }
}

async function decode(
  { db, pool }: WorkerContext,
  decoding: Decoding,
  signal: AbortSignal,
): Promise<TaskDone<TaskKind>> {
  const task = taskOf(decoding, await trainedImagesOf(db, decoding.trainStageId));
  const lease = await pool.acquire('decoder', signal);
  try {
    return await lease.child.run(task as TaskOf<TaskKind>, { signal });
  } finally {
    lease.release();
  }
}

function taskOf({ kind, params }: Decoding, trained: Awaited<ReturnType<typeof trainedImagesOf>>): Task {
  switch (kind) {
    case 'RESCORE':
      return { kind, ...trained, ...decodingParams.RESCORE.parse(params) };
    case 'RECONSTRUCT':
      return { kind, ...trained, ...decodingParams.RECONSTRUCT.parse(params) };
    case 'TRAVERSE':
      return { kind, ...trained, ...decodingParams.TRAVERSE.parse(params) };
  }
}

async function finish(
  { db, now, log }: WorkerContext,
  { id, kind, workspaceId }: Decoding,
  claim: DecodingClaim,
  { result, blobs }: TaskDone<TaskKind>,
): Promise<void> {
  const isFinished = await inTransaction(db, async (tx) => {
    if (!(await finishDecoding(tx, claim, { kind, result, now: now() }))) return false;
    await grantBlobs(tx, workspaceId, blobs);
    return true;
  });
  log.info({ decodingId: id, kind }, isFinished ? 'decoded' : 'claim lost');
}

async function giveUp(
  { db, now, log }: WorkerContext,
  { id, kind, attempt }: Decoding,
  claim: DecodingClaim,
  error: unknown,
): Promise<void> {
  const outcome = decideOutcome(error, attempt);
  log.warn({ decodingId: id, kind, outcome: outcome.kind, err: error }, 'decoding broke off');
  if (outcome.kind === 'LET_GO') return;
  await inTransaction(db, async (tx) => {
    if (outcome.kind === 'FAIL') return failDecoding(tx, claim, { failure: outcome.failure, now: now() });
    if (await releaseDecoding(tx, claim, { crashed: outcome.kind === 'RETRY' }))
      await sendJob(tx, 'decoding.run', { decodingId: id }, { jobKey: `decoding:${id}` });
  });
}
