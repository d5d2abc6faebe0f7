import type { DbTransaction } from '@asterism/db';

/** Which of these job keys have a message that waits or is at work. */
export async function waitingKeys(db: DbTransaction, keys: readonly string[]): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ key: string }[]>`
    SELECT key FROM graphile_worker.jobs WHERE key = ANY(${[...keys]}) AND attempts < max_attempts + (locked_at IS NOT NULL)::int`;
  return new Set(rows.map((row) => row.key));
}
