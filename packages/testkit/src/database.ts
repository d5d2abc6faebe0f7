import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployMigrations } from '@asterism/db/migrate';
import { migrateJobs } from '@asterism/jobs';
import pg from 'pg';
import { startTestServer } from './postgres.ts';

const MIGRATIONS = join(import.meta.dirname, '../../../prisma/migrations');
// Any number that nothing else locks; two test processes must not make the template at once.
const TEMPLATE_LOCK = 410_771;

export interface TestDatabase {
  url: string;
  /** Drops the database, and stops the server if it was started for it. */
  drop(): Promise<void>;
}

/** A database of its own with every migration applied, cloned from a template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await startTestServer();
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  const template = await makeTemplate(admin, server.url);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    url: withDatabase(server.url, name),
    async drop() {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
      await server.stop();
    },
  };
}

async function makeTemplate(admin: pg.Client, serverUrl: string): Promise<string> {
  const template = `template_${migrationsHash()}`;
  await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 0) {
      const unfinished = `${template}_unfinished`;
      await admin.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
      await admin.query(`CREATE DATABASE ${unfinished}`);
      await deployMigrations(withDatabase(serverUrl, unfinished), MIGRATIONS);
      await migrateJobs(withDatabase(serverUrl, unfinished));
      await admin.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`);
    }
  } finally {
    await admin.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
  return template;
}

function migrationsHash(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(MIGRATIONS).sort()) {
    if (name.endsWith('.toml')) continue;
    hash.update(name).update(readFileSync(join(MIGRATIONS, name, 'migration.sql')));
  }
  return hash.digest('hex').slice(0, 16);
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
