import { Worker } from 'node:worker_threads';
import { THREAD } from '../../generated/kernels.ts';
import { Batch, type BatchOptions } from './batch.ts';
import { compiledKernels, type KernelMemory, type KernelName } from './module.ts';

// Multiplications; a batch of less, some 10 ms, is not worth the messages.
const LEAST_WORK = 2 ** 25;
// Threads, which take 30 ms to start, do so when so many times that has come: 200 ms.
const STARTING = 20;
const IDLE_MS = 500;

export interface ThreadOptions {
  /** 1 unless said otherwise: none beside the caller's own. */
  threads?: number | undefined;
  /** Multiplications of the smallest task that is shared, for tests. */
  leastWork?: number | undefined;
}

interface Thread {
  worker: Worker;
  /** Memories that it has opened, and their numbers there. */
  opened: Map<KernelMemory, number>;
  work: { batch: Batch; call: number } | null;
}

/**
 * Worker threads that run kernels over memory that they share with their owner, so nothing is copied. They start when
 * there is enough to do, keep no process alive but while they work, and end half a second after the last of it.
 */
export class KernelThreads {
  readonly count: number;
  readonly #leastWork: number;
  #threads: Thread[] = [];
  #batches: Batch[] = [];
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

  /**
   * Runs a kernel once with each of `calls`, in any order but that of `after`; gives what each returned. Throws the
   * signal's reason once no thread works on it any more, and whatever a thread died of.
   */
  run(
    memory: KernelMemory,
    kernel: KernelName,
    calls: readonly (readonly number[])[],
    options: BatchOptions = {},
  ): Promise<number[]> {
    const batch = new Batch({ memory, kernel, calls }, options, () => this.#settled(batch));
    this.#batches.push(batch);
    this.#start();
    this.#give();
    return batch.done;
  }

  /** Lets go of a memory, which otherwise stays as long as the threads. */
  forget(memory: KernelMemory): void {
    for (const { worker, opened } of this.#threads) {
      const id = opened.get(memory);
      if (id === undefined) continue;
      opened.delete(memory);
      worker.postMessage({ type: 'close', id });
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
      this.#threads = Array.from({ length: this.count }, () => this.#newThread());
    for (const { worker } of this.#threads) worker.ref();
  }

  #newThread(): Thread {
    const worker = new Worker(atob(THREAD), {
      eval: true,
      // Not the loaders of the program, which take longer to start than a thread.
      execArgv: [],
      env: {},
      workerData: { module: compiledKernels() },
    });
    const thread: Thread = { worker, opened: new Map(), work: null };
    worker.on('message', (value: number) => {
      const { batch, call } = thread.work!;
      thread.work = null;
      batch.finish(call, value);
      this.#give();
    });
    worker.on('error', (error) => this.#died(thread, error));
    worker.on('exit', (code) => this.#died(thread, new Error(`A thread ended with code ${code}.`)));
    return thread;
  }

  /** Gives every thread that waits something to do. */
  #give(): void {
    for (const thread of this.#threads) {
      if (thread.work) continue;
      const batch = this.#batches.find(({ isReady }) => isReady);
      if (!batch) return;
      // The next call is another's, so that a short task need not wait for a long one.
      this.#batches = [...this.#batches.filter((other) => other !== batch), batch];
      const call = batch.next();
      thread.work = { batch, call };
      const { kernel, calls, memory } = batch.task;
      const message = { type: 'call', id: this.#idOf(thread, memory), kernel, numbers: calls[call]! };
      thread.worker.postMessage(message);
    }
  }

  #idOf({ worker, opened }: Thread, memory: KernelMemory): number {
    const known = opened.get(memory);
    if (known !== undefined) return known;
    this.#ids += 1;
    opened.set(memory, this.#ids);
    worker.postMessage({ type: 'open', id: this.#ids, memory });
    return this.#ids;
  }

  #settled(batch: Batch): void {
    this.#batches = this.#batches.filter((other) => other !== batch);
    if (this.#batches.length > 0) return;
    for (const { worker } of this.#threads) worker.unref();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.#end(), IDLE_MS).unref();
  }

  #died(thread: Thread, reason: Error): void {
    if (this.#threads.includes(thread)) void this.#fail(reason);
  }

  /** Rejects all that is under way, when no thread can write any more. */
  async #fail(reason: Error): Promise<void> {
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
