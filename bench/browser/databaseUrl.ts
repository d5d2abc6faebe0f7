import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of the server that runs on this data folder: DATABASE_URL, or its own PostgreSQL. Throws where that does not run. */
export function databaseUrl(home: string): string {
  if (process.env['DATABASE_URL']) return process.env['DATABASE_URL'];
  const password = readFileSync(join(home, 'postgres-password'), 'utf8').trim();
  // The fourth line says the port.
  const port = readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8')
    .split('\n')[3]
    ?.trim();
  return `postgresql://postgres:${password}@127.0.0.1:${port}/asterism`;
}
