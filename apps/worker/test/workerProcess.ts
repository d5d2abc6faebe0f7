import { join } from 'node:path';
import { pino } from 'pino';
import { readEnvironment } from '../src/env.ts';
import { startWorker } from '../src/worker.ts';

// A worker as a process of its own, with children whose clock is fast.

const read = readEnvironment();
if ('problems' in read) throw new Error(read.problems.join('; '));
const { logLevel, ...settings } = read.settings;
await startWorker({
  ...settings,
  log: pino({ level: logLevel }),
  childEntry: join(import.meta.dirname, 'hastyChild.ts'),
});
