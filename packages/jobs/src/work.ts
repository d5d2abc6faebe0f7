import { EventEmitter } from 'node:events';
import {
  makeWorkerUtils,
  parseCronItems,
  type Logger as QueueLogger,
  type Runner,
  run,
} from 'graphile-worker';
import pg from 'pg';
import { AWAITED_JOBS, type JobName, type JobPayload, jobDefinitions } from './definitions.ts';
import { withMessage } from './message.ts';
import { taskName } from './taskName.ts';

/** Does one job. Aborted when the process is told to stop. A throw is tried again within the job's attempts. */
export type JobHandler<Name extends JobName> = (
  payload: JobPayload<Name>,
  signal: AbortSignal,
) => Promise<void>;
export type JobHandlers = { [Name in JobName]: JobHandler<Name> };

export interface JobsOptions {
  url: string;
  handlers: JobHandlers;
  /** Jobs for anybody that are at work at once. */
  concurrency: number;
  /** Besides jobs for anybody, those for this environment are taken. */
  numericEnvironment: string;
  /** Of those at once. */
  numericConcurrency: number;
  /** Told to the queue's own lines. */
  logger: QueueLogger;
  sweepEveryMs: number;
  /** A sweep that failed, or a connection that was lost; work goes on. */
  onError: (error: unknown) => void;
}

export interface RunningJobs {
  /** Hands back what is not begun, aborts what is, and resolves when nothing runs. */
  stop(): Promise<void>;
  /** The queue's names of this process's takers, to be known to whoever frees them after a crash. */
  queueWorkerIds: readonly string[];
  /** Frees at once the messages that dead takers still hold; by itself the queue waits four hours. */
  unlockDead(queueWorkerIds: readonly string[]): Promise<void>;
  /** Rejects if the queue's runner fails. */
  stopped: Promise<void>;
}

/**
 * Starts taking jobs. Those for this environment are taken by takers of their own: together they fill the machine, and
 * they must not keep the quick ones waiting. Those that somebody waits for have takers too.
 */
export async function startJobs(options: JobsOptions): Promise<RunningJobs> {
  const { url, handlers, concurrency, numericEnvironment, numericConcurrency } = options;
  const { logger, sweepEveryMs, onError } = options;
  // Two connections for each runner's own, one for each job at work.
  const pgPool = new pg.Pool({ connectionString: url, max: concurrency + numericConcurrency + 10 });
  pgPool.on('error', onError);
  pgPool.on('connect', (client) => client.on('error', onError));
  const abort = new AbortController();
  const queueWorkerIds: string[] = [];
  const events = new EventEmitter();
  events.on('worker:create', ({ worker }: { worker: { workerId: string } }) =>
    queueWorkerIds.push(worker.workerId),
  );
  const names = Object.keys(jobDefinitions) as JobName[];
  const awaited = names.filter((name) => AWAITED_JOBS.has(name));
  const others = names.filter((name) => !AWAITED_JOBS.has(name));
  const start = (taken: JobName[], environment: string | null, count: number): Promise<Runner> =>
    run({
      events,
      pgPool,
      taskList: Object.fromEntries(
        taken.map((name) => [
          taskName(name, environment),
          (message: unknown) => runHandler(name, handlers, message, abort.signal),
        ]),
      ),
      parsedCronItems: parseCronItems([]),
      concurrency: count,
      noHandleSignals: true,
      // A message arrives by NOTIFY; the poll is for what NOTIFY missed.
      pollInterval: 2000,
      logger,
    });
  const runners = [
    await start(others, null, concurrency),
    await start(others, numericEnvironment, numericConcurrency),
    await start(awaited, null, 1),
    await start(awaited, numericEnvironment, 1),
  ];
  const sweeps = repeat(sweepEveryMs, () => handlers.sweep({}, abort.signal), onError);
  return {
    stopped: Promise.all(runners.map((runner) => runner.promise)).then(() => undefined),
    async stop() {
      await sweeps.stop();
      abort.abort(new Error('The worker is stopping.'));
      await Promise.all(runners.map((runner) => runner.stop()));
      await pgPool.end();
    },
    queueWorkerIds,
    async unlockDead(deadIds) {
      const utils = await makeWorkerUtils({ pgPool, logger });
      try {
        await utils.forceUnlockWorkers([...deadIds]);
      } finally {
        await utils.release();
      }
    },
  };
}

async function runHandler<Name extends JobName>(
  name: Name,
  handlers: JobHandlers,
  message: unknown,
  signal: AbortSignal,
): Promise<void> {
  await withMessage(name, message, (payload) => handlers[name](payload, signal));
}

function repeat(everyMs: number, task: () => Promise<void>, onError: (error: unknown) => void) {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();
  const next = (): void => {
    if (!stopped) timer = setTimeout(round, everyMs);
  };
  const round = (): void => {
    current = task().catch(onError).then(next);
  };
  round();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
