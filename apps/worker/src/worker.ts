import { randomBytes } from 'node:crypto';
import { availableParallelism, totalmem } from 'node:os';
import { beatWorker, createDb, removeWorker } from '@asterism/db';
import { type JobHandlers, QueueLogger, type RunningJobs, startJobs } from '@asterism/jobs';
import { untraced } from '@asterism/telemetry';
import type { Logger } from 'pino';
import { type ChildOptions, WarmChild } from './children/childProcess.ts';
import { ChildCrashError } from './children/errors.ts';
import type { BackendFacts, ChildRole } from './children/messages.ts';
import { ChildPool } from './children/pool.ts';
import { createDatabaseClock } from './clock.ts';
import type { WorkerContext } from './context.ts';
import { runDecoding } from './decodings/runDecoding.ts';
import { runEncoding } from './encodings/runEncoding.ts';
import { childVariables, type WorkerSettings } from './env.ts';
import { describeGround } from './environment/environment.ts';
import { importVersion } from './import/importVersion.ts';
import { startObservation } from './observe/observation.ts';
import { planExperiment } from './plan/planExperiment.ts';
import { runStage } from './stages/runStage.ts';
import { sweep } from './sweep/sweep.ts';
import { advanceVerification } from './verification/advanceVerification.ts';

const MINUTE = 60_000;
const BEAT_EVERY_MS = 3000;
const SWEEP_EVERY_MS = 3000;
// The largest file that is read is done in half of it; copying says how far it is.
const FILE_SILENCE_MS = 2 * MINUTE;
// Beyond, the disk is what an import waits for.
const MOST_LANES = 8;
// The most that one training is let take.
const TRAINING_BYTES = 4 * 2 ** 30;

type Watched = 'monitor' | 'otlpEndpoint';

export interface WorkerOptions
  extends Omit<WorkerSettings, 'logLevel' | Watched>,
    Partial<Pick<WorkerSettings, Watched>> {
  log: Logger;
  /** The migrations that the database must have seen for the worker to be ready. */
  migrations?: string;
  /** What children run. */
  childEntry: string;
  childExecArgv?: readonly string[];
  /** A child that reads a file and says nothing for so long is taken for hung. */
  fileSilenceMs?: number;
}

export interface RunningWorker {
  id: string;
  numericEnvironment: string;
  /** Of its living children. */
  childPids(role: ChildRole): number[];
  /** Hands back what is under way and ends its children. */
  stop(): Promise<void>;
  /** Rejects if the queue's runner fails. */
  stopped: Promise<void>;
}

/** Starts a worker: finds out what it computes with, registers, and takes jobs. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { databaseUrl, concurrency, log } = options;
  const { pool, backend } = await openPool(options);
  const ground = describeGround(backend);
  const id = `${options.name}-${randomBytes(3).toString('hex')}`;
  // A connection for each job at work, and for heartbeats and sweep beside them.
  const numericConcurrency = trainingsAtOnce(options);
  const db = createDb(databaseUrl, { poolSize: (concurrency + numericConcurrency) * 2 + 1 });
  const { version } = ground.environment;
  const observation = await startObservation({ ...options, db, version });
  const clock = await createDatabaseClock(db, Date.now);
  const beat = async (queueWorkerIds: readonly string[]): Promise<void> => {
    await clock.set();
    const facts = { id, backend: backend.kind, threads: backend.threads, ...ground, queueWorkerIds };
    await beatWorker(db, facts, clock.now());
    observation.noteBeat();
  };
  await beat([]);
  const { serverRoots, fileSilenceMs = FILE_SILENCE_MS } = options;
  const context: WorkerContext = {
    db,
    workerId: id,
    ...ground,
    pool,
    lanes: lanesOf(options),
    serverRoots,
    fileSilenceMs,
    log,
    meters: observation.meters,
    now: clock.now,
  };
  const jobs: RunningJobs = await startJobs({
    url: databaseUrl,
    // The first sweep may come before this is assigned: it then fails, is reported, and the next one does its work.
    handlers: handlersOf(context, async (ids) => jobs.unlockDead(ids)),
    concurrency,
    numericEnvironment: ground.numericEnvironment,
    numericConcurrency,
    logger: queueLogger(log),
    sweepEveryMs: SWEEP_EVERY_MS,
    onError: (error) => log.error({ err: error }, 'queue trouble'),
  });
  await beat(jobs.queueWorkerIds);
  const timer = setInterval(() => {
    beat(jobs.queueWorkerIds).catch((error) => log.warn({ err: error }, 'beat failed'));
  }, BEAT_EVERY_MS);
  observation.readiness.start();
  log.info({ workerId: id, ...ground }, 'worker ready');

  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    observation.readiness.stop();
    clearInterval(timer);
    await jobs.stop();
    pool.close();
    await removeWorker(db, id);
    await observation.close();
    await db.$disconnect();
  };
  return {
    id,
    numericEnvironment: ground.numericEnvironment,
    childPids: (role) => pool.pids(role),
    stopped: jobs.stopped,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** Light children: one a processor, for those that read, and one for each job. */
const lanesOf = ({ concurrency }: WorkerOptions): number =>
  Math.max(concurrency, Math.min(availableParallelism(), MOST_LANES));

/**
 * As many as have processors of their own; on shared ones each is slower by as much. Two of one thread train 1.35 times
 * the images of one of two threads (CONV and VAE, 128 x 128).
 */
const trainingsAtOnce = ({ threads }: WorkerOptions): number =>
  Math.max(
    1,
    Math.min(Math.floor(availableParallelism() / threads), Math.floor(totalmem() / TRAINING_BYTES)),
  );

/** The pool, and what its numeric children compute with. Throws BackendUnavailableError. */
async function openPool(options: WorkerOptions): Promise<{ pool: ChildPool; backend: BackendFacts }> {
  // Once it is known, no child may compute with anything else: results are recorded with it.
  let chosen = options.backend;
  const pool = new ChildPool({
    open: (role) => openChild({ ...options, backend: chosen }, role),
    limits: { numeric: trainingsAtOnce(options), decoder: 1, light: lanesOf(options) },
    idleMs: { numeric: 3 * MINUTE, decoder: 3 * MINUTE, light: 10 * MINUTE },
  });
  const { child, release } = await pool.acquire('numeric', new AbortController().signal);
  release();
  const { backend } = child;
  if (!backend) throw new Error('The numeric child did not say what it computes with.');
  chosen = backend.kind;
  if (backend.fallbackReason)
    options.log.warn(
      { reason: backend.fallbackReason },
      'training runs on WebAssembly, several times slower: the native TensorFlow library cannot be loaded',
    );
  return { pool, backend };
}

function handlersOf(context: WorkerContext, unlockDead: RunningJobs['unlockDead']): JobHandlers {
  const { job } = context.meters;
  return {
    'experiment.plan': ({ experimentId }) =>
      job('experiment.plan', () => planExperiment(context, experimentId)),
    'stage.run': ({ stageId }, signal) => job('stage.run', () => runStage(context, stageId, signal)),
    'verification.advance': ({ verificationId }, signal) =>
      job('verification.advance', () => advanceVerification(context, verificationId, signal)),
    'version.import': ({ versionId }, signal) =>
      job('version.import', () => importVersion(context, versionId, signal)),
    'decoding.run': ({ decodingId }, signal) =>
      job('decoding.run', () => runDecoding(context, decodingId, signal)),
    'encoding.run': ({ encodingId }, signal) =>
      job('encoding.run', () => runEncoding(context, encodingId, signal)),
    sweep: () => job('sweep', () => untraced(() => sweep({ ...context, unlockDead }))),
  };
}

async function openChild(options: WorkerOptions, role: ChildRole): Promise<WarmChild> {
  const { blobUrl, backend, threads, childEntry, childExecArgv, log } = options;
  const child: ChildOptions = {
    entry: childEntry,
    role,
    blobUrl,
    backend,
    threads,
    variables: childVariables(threads),
    ...(childExecArgv ? { execArgv: childExecArgv } : {}),
    onOutput: (line) => log.debug({ role, line }, 'child output'),
  };
  try {
    return await WarmChild.open(child);
  } catch (error) {
    // A native library that does not fit the machine ends the process instead of throwing.
    if (!(error instanceof ChildCrashError) || role !== 'numeric' || backend !== 'auto') throw error;
    log.warn({ err: error }, 'loading the native TensorFlow library ended the process');
    return WarmChild.open({ ...child, backend: 'wasm' });
  }
}

const queueLogger = (log: Logger): QueueLogger =>
  new QueueLogger(() => (level, message) => {
    if (level === 'error') log.error({ queue: true }, message);
    else if (level === 'warning') log.warn({ queue: true }, message);
    else log.debug({ queue: true }, message);
  });
