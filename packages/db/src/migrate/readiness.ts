import type { Db } from '../client.ts';
import { migrationNames } from './deploy.ts';

/**
 * The readiness of a database for the sources that hold the migrations in `folder`: a sentence that says why not, or
 * null. Throws where the database does not answer.
 */
export function databaseReadiness(db: Db, folder: string): () => Promise<string | null> {
  const needed = migrationNames(folder);
  return async () => {
    const [{ history } = { history: null }] = await db.$queryRaw<{ history: string | null }[]>`
      SELECT to_regclass('_prisma_migrations')::text AS history`;
    const rows =
      history === null
        ? []
        : await db.$queryRaw<{ name: string }[]>`
            SELECT migration_name AS name FROM _prisma_migrations
            WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
    const applied = new Set(rows.map(({ name }) => name));
    const missing = needed.filter((name) => !applied.has(name));
    return missing.length === 0
      ? null
      : `The database lacks ${missing.length} migrations, from ${missing[0]} on.`;
  };
}
