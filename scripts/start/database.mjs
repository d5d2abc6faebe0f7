import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startCluster } from '../postgres/cluster.mjs';
import { postgresDataFolder } from './dataFolder.mjs';
import { keepSecret } from './settings.mjs';

const DATABASE = 'asterism';
const MAJOR = '18';

/**
 * @typedef {{ url: string, description: string, stop(): Promise<void> }} Database
 */

/**
 * The database of the settings: the one that DATABASE_URL names, else PostgreSQL on the data folder, kept running.
 * @param {import('./settings.mjs').Settings} settings @param {(line: string) => void} say
 * @returns {Promise<Database>}
 */
export async function openDatabase({ databaseUrl, home }, say) {
  if (databaseUrl) {
    await tryConnection(databaseUrl);
    const { host, pathname } = new URL(databaseUrl);
    return {
      url: databaseUrl,
      description: `${host}${pathname} (DATABASE_URL)`,
      stop: async () => undefined,
    };
  }
  const { folder, moved } = postgresDataFolder(home);
  const versionFile = join(folder, 'PG_VERSION');
  const found = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : MAJOR;
  if (found !== MAJOR)
    throw new Error(
      `${folder} was written by PostgreSQL ${found}; this version brings ${MAJOR}. Use DATABASE_URL, or another ASTERISM_HOME.`,
    );
  const options = {
    dataFolder: folder,
    password: keepSecret(home, 'postgres-password'),
    logFile: join(home, 'logs', 'postgres.log'),
  };
  let cluster = await startCluster(options);
  await createDatabase(cluster.url('postgres'));

  let stopping = false;
  const watch = async () => {
    while (true) {
      await cluster.exited;
      if (stopping) return;
      say('PostgreSQL ended; starting it again');
      await pause(500);
      if (stopping) return;
      // The same port: everyone's DATABASE_URL names it.
      cluster = await startCluster({ ...options, port: cluster.port });
    }
  };
  watch().catch((error) => say(`PostgreSQL could not be started again: ${error.message}`));
  return {
    url: cluster.url(DATABASE),
    description: `PostgreSQL ${MAJOR} in ${folder}${moved ? ' (its user cannot reach the data folder)' : ''}`,
    async stop() {
      stopping = true;
      await cluster.stop();
    },
  };
}

async function createDatabase(/** @type {string} */ url) {
  // Imported late: there may be no node_modules when this file is loaded.
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function tryConnection(/** @type {string} */ url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    throw new Error(
      `The database of DATABASE_URL cannot be used: ${error instanceof Error ? error.message || error.constructor.name : error}`,
    );
  }
}
