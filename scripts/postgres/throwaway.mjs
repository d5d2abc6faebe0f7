import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster } from './cluster.mjs';

/**
 * A PostgreSQL that lives for one command: nothing is synced to disk, and stop() deletes it.
 * @returns {Promise<import('./cluster.mjs').Cluster>}
 */
export async function startThrowawayCluster() {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-pg-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const dataFolder = join(folder, 'data');
  chmodSync(folder, 0o755);
  try {
    const cluster = await startCluster({
      dataFolder,
      password: randomBytes(12).toString('hex'),
      logFile: join(folder, 'postgres.log'),
      settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
    });
    return { ...cluster, stop: () => cluster.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}
