import type { DbTransaction } from '../client.ts';
import type { StageKind } from '../generated/prisma/client.ts';
import type { Failure } from '../records.ts';
import { failUses, type ReadyStage } from './finish.ts';

export interface Staleness {
  now: Date;
  /** Who was last heard of before this is taken for dead. */
  silentSince: Date;
  maxAttempts: number;
}

export const crashedFailure = (attempts: number): Failure => ({
  code: 'STAGE_CRASHED',
  message: `The work broke off ${attempts} times without a result; the worker's log says how. Try a smaller batch or image size.`,
  retryable: true,
});

/** What a row that somebody held becomes for another try; `crashed` counts the attempt. */
export const handedBack = (crashed: boolean) =>
  ({
    status: 'QUEUED',
    workerId: null,
    heartbeatAt: null,
    attempt: { increment: crashed ? 1 : 0 },
  }) as const;

/** What a row becomes whose last attempt broke off. */
export const brokenOff = (maxAttempts: number, now: Date) =>
  ({
    status: 'FAILED',
    workerId: null,
    attempt: { increment: 1 },
    failure: { ...crashedFailure(maxAttempts) },
    finishedAt: now,
  }) as const;

/**
 * Running stages whose worker has gone silent: back to QUEUED, or CANCELLED where that was asked for, or FAILED when
 * all attempts are used up. Returns those to send again.
 */
export async function releaseStaleStages(
  tx: DbTransaction,
  { now, silentSince, maxAttempts }: Staleness,
): Promise<ReadyStage[]> {
  await tx.$executeRaw`
    UPDATE "Stage" SET status = 'CANCELLED', "finishedAt" = ${now}, "workerId" = NULL, "cancelRequested" = false
    WHERE status = 'RUNNING' AND "heartbeatAt" < ${silentSince} AND "cancelRequested"`;
  const failure = crashedFailure(maxAttempts);
  const failed = await tx.$queryRaw<{ id: string; kind: StageKind }[]>`
    UPDATE "Stage" SET status = 'FAILED', "finishedAt" = ${now}, "workerId" = NULL, attempt = attempt + 1,
      failure = ${JSON.stringify(failure)}::jsonb
    WHERE status = 'RUNNING' AND "heartbeatAt" < ${silentSince} AND attempt + 1 >= ${maxAttempts}::int
    RETURNING id, kind`;
  for (const { id, kind } of failed) await failUses(tx, { stageId: id, kind, failure, now });
  return tx.$queryRaw<ReadyStage[]>`
    UPDATE "Stage" SET status = 'QUEUED', "workerId" = NULL, "heartbeatAt" = NULL, attempt = attempt + 1
    WHERE status = 'RUNNING' AND "heartbeatAt" < ${silentSince}
    RETURNING id, kind, "numericEnvironment"`;
}
