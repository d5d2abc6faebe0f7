import type { Db, DbTransaction } from '../client.ts';

// Experiments that share stages lock the same rows; of two that wait for each other PostgreSQL ends one, which may go again.
const TRIES = 5;
const DEADLOCK_OR_CONFLICT = /\b(P2034|40P01|40001)\b|deadlock detected|write conflict/i;

/** Runs `work` in a transaction, again where it lost against another that locked the same rows. */
export async function inTransaction<T>(db: Db, work: (tx: DbTransaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.$transaction(work, { maxWait: 10_000, timeout: 30_000 });
    } catch (error) {
      if (attempt === TRIES || !isConflict(error)) throw error;
    }
  }
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return DEADLOCK_OR_CONFLICT.test(`${code} ${error.message}`);
}
