import type { Db, Environment } from '@asterism/db';
import type { Logger } from 'pino';
import type { ChildPool } from './children/pool.ts';

/** What the handlers of one worker process share. */
export interface WorkerContext {
  db: Db;
  /** Of this process alone: a restarted worker has another. */
  workerId: string;
  numericEnvironment: string;
  environment: Environment;
  pool: ChildPool;
  log: Logger;
  now: () => Date;
}
