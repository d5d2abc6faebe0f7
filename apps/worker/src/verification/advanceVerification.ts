import { type DbTransaction, inTransaction, readyStagesOfVerification } from '@asterism/db';
import type { WorkerContext } from '../context.ts';
import { sendStages } from '../plan/planExperiment.ts';
import { planVerification } from './planVerification.ts';
import { reportVerification } from './reportVerification.ts';

/**
 * Does what is next of a verification: plans its stages where it has none, sends those that can run, and reports when
 * all are done. Does nothing where it is over.
 */
export async function advanceVerification(
  context: WorkerContext,
  verificationId: string,
  signal: AbortSignal,
): Promise<void> {
  const isDone = await inTransaction(context.db, async (tx) => {
    if (!(await lockActive(tx, verificationId))) return false;
    // Planned under the lock: of two workers of different environments, one decides where it trains.
    if ((await tx.stage.count({ where: { verificationId } })) === 0)
      await planVerification(tx, verificationId, context.numericEnvironment);
    await sendStages(tx, await readyStagesOfVerification(tx, verificationId));
    const left = await tx.stage.count({ where: { verificationId, status: { not: 'SUCCEEDED' } } });
    return left === 0;
  });
  if (isDone) await reportVerification(context, verificationId, signal);
}

async function lockActive(tx: DbTransaction, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "ExperimentVerification" WHERE id = ${id} AND status IN ('QUEUED', 'RUNNING') FOR UPDATE`;
  return rows.length > 0;
}
