import type { Db, DbTransaction } from '../client.ts';
import { type Environment, environment as environmentRecord } from '../records.ts';

export interface WorkerFacts {
  id: string;
  backend: string;
  threads: number;
  numericEnvironment: string;
  environment: Environment;
  queueWorkerIds: readonly string[];
}

/** Says that the worker is there. One that was silent so long that it was dropped is there again. */
export async function beatWorker(
  db: Db | DbTransaction,
  { id, environment, queueWorkerIds, ...facts }: WorkerFacts,
  now: Date,
): Promise<void> {
  const row = {
    ...facts,
    environment: environmentRecord.parse(environment) as Record<string, string>,
    queueWorkerIds: [...queueWorkerIds],
    heartbeatAt: now,
  };
  await db.worker.upsert({ where: { id }, create: { id, startedAt: now, ...row }, update: row });
}

/** A worker that stops in order takes its row along. */
export async function removeWorker(db: Db | DbTransaction, id: string): Promise<void> {
  await db.worker.deleteMany({ where: { id } });
}

/** Drops workers not heard of since then; returns the queue's names of their takers. */
export async function dropSilentWorkers(tx: DbTransaction, silentSince: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ queueWorkerIds: string[] }[]>`
    DELETE FROM "Worker" WHERE "heartbeatAt" < ${silentSince} RETURNING "queueWorkerIds"`;
  return rows.flatMap(({ queueWorkerIds }) => queueWorkerIds);
}
