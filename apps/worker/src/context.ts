import type { Db, Environment } from '@asterism/db';
import type { Logger } from 'pino';
import type { ChildPool } from './children/pool.ts';
import type { Meters } from './observe/meters.ts';

/** What the handlers of one worker process share. */
export interface WorkerContext {
  db: Db;
  /** Of this process alone: a restarted worker has another. */
  workerId: string;
  numericEnvironment: string;
  environment: Environment;
  pool: ChildPool;
  /** Child processes that read or draw for one import at once. */
  lanes: number;
  /** What of this machine's folders may be read for imports. */
  serverRoots: readonly string[];
  /** A child that reads a file and says nothing for so long is taken for hung. */
  fileSilenceMs: number;
  log: Logger;
  meters: Meters;
  now: () => Date;
}
