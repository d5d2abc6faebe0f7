import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { readEnvironment } from './env.ts';
import { startWorker } from './worker.ts';

const read = readEnvironment();
if ('problems' in read) {
  for (const problem of read.problems) console.error(problem);
  process.exit(1);
}
const { logLevel, ...settings } = read.settings;
const log = pino({ level: logLevel, base: { app: 'worker', pid: process.pid } });
// The same name beside this file, as source or built.
const childEntry = fileURLToPath(import.meta.url).replace(/main\.(ts|js)$/, 'child.$1');

try {
  const worker = await startWorker({ ...settings, log, childEntry });
  const stop = async (signal: string): Promise<void> => {
    log.info({ signal }, 'stopping');
    await worker.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      stop(signal).catch(fail);
    });
  worker.stopped.catch(fail);
} catch (error) {
  fail(error);
}

function fail(error: unknown): void {
  log.fatal({ err: error }, 'the worker cannot go on');
  process.exit(1);
}
