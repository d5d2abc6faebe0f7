import {
  failVerification,
  finishVerification,
  inTransaction,
  type VerificationReport,
  verificationReport,
} from '@asterism/db';
import type { TaskResult } from '../children/tasks.ts';
import type { WorkerContext } from '../context.ts';
import { decideOutcome } from '../stages/outcome.ts';
import { differencesOf } from './differences.ts';
import { type FinishedStage, labelsOf, latentsOf, pairStages, type StagePair } from './results.ts';

const CHAIN = [{ kind: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }] as const;
const RESULTS = { projection: true, clustering: true } as const;

/**
 * Holds what the stages of a verification gave against what the experiment's gave, writes the report, and lets the
 * verification's stages go. What cannot be compared fails it.
 */
export async function reportVerification(
  context: WorkerContext,
  verificationId: string,
  signal: AbortSignal,
): Promise<void> {
  const { db, now, log } = context;
  const verification = await db.experimentVerification.findUnique({ where: { id: verificationId } });
  const before = await db.stage.findMany({
    where: { uses: { some: { experiment: { verification: { id: verificationId } } } } },
    include: RESULTS,
    orderBy: [...CHAIN],
  });
  const after = await db.stage.findMany({
    where: { verificationId },
    include: RESULTS,
    orderBy: [...CHAIN],
  });
  // Another worker was quicker, or it was stopped.
  if (verification?.status !== 'RUNNING' || after.length === 0) return;
  try {
    const pairs = pairStages(before, after);
    const report = reportOn(pairs, await compare(context, { before, after }, signal));
    await inTransaction(db, (tx) => finishVerification(tx, verificationId, { report, now: now() }));
    log.info({ verificationId, identical: report.identical }, 'verified');
  } catch (error) {
    const outcome = decideOutcome(error, verification.attempt);
    log.warn({ verificationId, err: error, outcome: outcome.kind }, 'comparing broke off');
    if (outcome.kind === 'RETRY')
      await db.experimentVerification.updateMany({
        where: { id: verificationId },
        data: { attempt: { increment: 1 } },
      });
    // Thrown, it is tried again: the stages and their results are still there.
    if (outcome.kind !== 'FAIL') throw error;
    const failure = { ...outcome.failure, stage: null };
    await inTransaction(db, (tx) => failVerification(tx, verificationId, { failure, now: now() }));
  }
}

interface Results {
  before: readonly FinishedStage[];
  after: readonly FinishedStage[];
}

async function compare({ pool }: WorkerContext, { before, after }: Results, signal: AbortSignal) {
  const lease = await pool.acquire('light', signal);
  try {
    const { result } = await lease.child.run<'COMPARE'>(
      {
        kind: 'COMPARE',
        labels: { before: labelsOf(before), after: labelsOf(after) },
        latents: { before: latentsOf(before), after: latentsOf(after) },
      },
      { signal },
    );
    return result;
  } finally {
    lease.release();
  }
}

function reportOn(pairs: readonly StagePair[], distances: TaskResult<'COMPARE'>): VerificationReport {
  const training = pairs.find(({ kind }) => kind === 'TRAIN');
  return {
    identical: pairs.every(({ differing }) => differing.length === 0),
    ...distances,
    differences: differencesOf(pairs),
    stages: pairs.map(({ kind, after: { projection, seconds }, differing }) => ({
      kind,
      projection: projection?.kind ?? null,
      identical: differing.length === 0,
      seconds,
    })),
    environment: verificationReport.shape.environment.parse(training?.after.environment),
  };
}
