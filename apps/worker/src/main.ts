import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLog } from '@asterism/telemetry';
import { readEnvironment } from './env.ts';
import { type RunningWorker, startWorker } from './worker.ts';

const read = readEnvironment();
if ('problems' in read) {
  for (const problem of read.problems) console.error(problem);
  process.exit(1);
}
const { logLevel, ...settings } = read.settings;
const log = createLog({ level: logLevel, base: { process: 'worker', pid: process.pid } });
// Both src/ and dist/ lie three folders below the root of the repository.
const migrations = join(import.meta.dirname, '../../../prisma/migrations');
// The same name beside this file, as source or built.
const childEntry = fileURLToPath(import.meta.url).replace(/main\.(ts|js)$/, 'child.$1');

let worker: RunningWorker | null = null;
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    stop(signal).catch(fail);
  });
try {
  worker = await startWorker({ ...settings, log, childEntry, migrations });
  worker.stopped.catch(fail);
} catch (error) {
  fail(error);
}

/** A worker that has not begun holds nothing yet, and its child goes with it. */
async function stop(signal: string): Promise<void> {
  log.info({ signal }, 'stopping');
  await worker?.stop();
  process.exit(0);
}

function fail(error: unknown): void {
  log.fatal({ err: error }, 'the worker cannot go on');
  process.exit(1);
}
