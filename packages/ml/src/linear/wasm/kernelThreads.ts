import { Worker } from 'node:worker_threads';
import { THREAD } from '../../generated/kernels.ts';
import { createTurns } from '../turns.ts';
import { Batch } from './batch.ts';
import { compiledKernels, type OpenKernels } from './module.ts';
import { workOnce } from './thread/job.ts';
import type { KernelMemory, KernelName } from './thread/kernels.ts';
import { Pulse } from './thread/pulse.ts';
import { SharedCalls } from './thread/sharedCalls.ts';
import type { ThreadData, ThreadMessage } from './thread/thread.ts';

// Multiplications; a batch of less, some 10 ms, is not worth waking a thread.
const LEAST_WORK = 2 ** 25;
// Threads, which take 30 ms to start, do so when so many times that has come: 200 ms.
const STARTING = 20;
const IDLE_MS = 500;
// A call takes some 5 ms; one of a thread that has died would never end, and only the event loop hears of that.
const REST_MS = 10;

export interface ThreadOptions {
  /** The caller's own thread among them; 1 unless said otherwise. */
  threads?: number | undefined;
  /** Multiplications of the smallest task that is shared, for tests. */
  leastWork?: number | undefined;
}

export interface BatchOptions {
  signal?: AbortSignal | undefined;
  /** For each call those before it in the list that must be done first. */
  after?: readonly (readonly number[])[] | undefined;
}

interface Thread {
  worker: Worker;
  /** Memories that it has opened, and their numbers there. */
  opened: Map<KernelMemory, number>;
}

/**
 * Worker threads that run kernels beside the caller's own, over memory that they share with it, so nothing is copied.
 * They start when there is enough to do, keep no process alive, and end half a second after the last of it.
 */
export class KernelThreads {
  /** The caller's own among them. */
  readonly count: number;
  readonly #leastWork: number;
  readonly #pulse = new Pulse();
  readonly #turn = createTurns();
  #threads: Thread[] = [];
  #batches: Batch[] = [];
  #isWorking = false;
  #seen = 0;
  #ids = 0;
  #idle: NodeJS.Timeout | undefined;
  #ending: Promise<unknown> = Promise.resolve();

  constructor({ threads = 1, leastWork = LEAST_WORK }: ThreadOptions = {}) {
    this.count = threads;
    this.#leastWork = leastWork;
  }

  /** Threads that have been started and not ended. */
  get running(): number {
    return this.#threads.length;
  }

  /** Whether to run so many multiplications here, with `ahead` of them, these included, to be expected. */
  isWorth(work: number, ahead = work, least = this.#leastWork): boolean {
    if (this.count < 2 || work < Math.min(least, this.#leastWork)) return false;
    if (this.running > 0) return true;
    this.#seen += ahead;
    return this.#seen >= STARTING * this.#leastWork;
  }

  /** Starts the threads, where batches that come soon are worth it as in `isWorth`, so that they are there by then. */
  expect(work: number, ahead: number): void {
    if (!this.isWorth(work, ahead)) return;
    this.#start();
    if (!this.#isWorking) this.#endWhenIdle();
  }

  /**
   * Runs a kernel once with each of `calls`, all of them of as many numbers, in any order but that of `after`; gives what
   * each returned. Hands them out at once, and takes part when the caller waits. Throws the signal's reason once no thread
   * works on it any more, and whatever a thread died of.
   */
  run(
    { memory, run }: OpenKernels,
    kernel: KernelName,
    calls: readonly (readonly number[])[],
    { signal, after }: BatchOptions = {},
  ): Promise<number[]> {
    const batch = new Batch({ calls: SharedCalls.of(calls, after), kernel, run }, signal);
    this.#batches.push(batch);
    this.#start();
    for (const thread of this.#threads) {
      const id = this.#idOf(thread, memory);
      this.#tell(thread, { type: 'work', id, kernel, layout: batch.job.calls.layout });
    }
    if (!this.#isWorking) void this.#work();
    return batch.done;
  }

  /** Lets go of a memory, which otherwise stays as long as the threads. */
  forget(memory: KernelMemory): void {
    for (const thread of this.#threads) {
      const id = thread.opened.get(memory);
      if (id === undefined) continue;
      thread.opened.delete(memory);
      this.#tell(thread, { type: 'close', id });
    }
  }

  /** Ends all threads; what they work on is rejected. */
  async close(): Promise<void> {
    await this.#fail(new Error('The threads were closed.'));
  }

  #start(): void {
    clearTimeout(this.#idle);
    this.#seen = 0;
    if (this.#threads.length === 0)
      this.#threads = Array.from({ length: this.count - 1 }, () => this.#newThread());
  }

  #newThread(): Thread {
    const workerData: ThreadData = { module: compiledKernels(), pulse: this.#pulse.buffer };
    const worker = new Worker(atob(THREAD), {
      eval: true,
      // Not the loaders of the program, which take longer to start than a thread.
      execArgv: [],
      env: {},
      workerData,
    });
    const thread: Thread = { worker, opened: new Map() };
    worker.on('error', (error) => this.#died(thread, error));
    worker.on('exit', (code) => this.#died(thread, new Error(`A thread ended with code ${code}.`)));
    worker.unref();
    return thread;
  }

  /** The caller's own part, as long as there are batches. */
  async #work(): Promise<void> {
    this.#isWorking = true;
    // Who asked goes on until it waits: what it does meanwhile, the threads need not wait for.
    await undefined;
    while (this.#batches.length > 0) {
      await this.#turn();
      const seen = this.#pulse.now;
      const worked = this.#workOnce();
      const left = this.#batches.filter((batch) => !batch.settle());
      const isSettled = left.length < this.#batches.length;
      this.#batches = left;
      // So that who waited can ask for more.
      if (isSettled) await undefined;
      else if (!worked && !this.#pulse.rest(seen, REST_MS)) await new Promise(setImmediate);
    }
    this.#isWorking = false;
    this.#endWhenIdle();
  }

  #endWhenIdle(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.#end(), IDLE_MS).unref();
  }

  #workOnce(): boolean {
    const jobs = this.#batches.map(({ job }) => job);
    // The next call is another's, so that a short task need not wait for a long one.
    this.#batches.push(...this.#batches.splice(0, 1));
    try {
      return workOnce(jobs, this.#pulse);
    } catch (error) {
      void this.#fail(error);
      return true;
    }
  }

  #tell({ worker }: Thread, message: ThreadMessage): void {
    worker.postMessage(message);
  }

  #idOf(thread: Thread, memory: KernelMemory): number {
    const known = thread.opened.get(memory);
    if (known !== undefined) return known;
    this.#ids += 1;
    thread.opened.set(memory, this.#ids);
    this.#tell(thread, { type: 'open', id: this.#ids, memory });
    return this.#ids;
  }

  #died(thread: Thread, reason: Error): void {
    if (this.#threads.includes(thread)) void this.#fail(reason);
  }

  /** Rejects all that is under way, when no thread can write any more. */
  async #fail(reason: unknown): Promise<void> {
    const batches = this.#batches;
    this.#batches = [];
    await this.#end();
    for (const batch of batches) batch.fail(reason);
  }

  #end(): Promise<unknown> {
    clearTimeout(this.#idle);
    const ended = this.#threads;
    this.#threads = [];
    this.#ending = Promise.all([this.#ending, ...ended.map(({ worker }) => worker.terminate())]);
    return this.#ending;
  }
}
