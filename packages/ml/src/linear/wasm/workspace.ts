import { createTurns } from '../turns.ts';
import { type BatchOptions, KernelThreads, type ThreadOptions } from './kernelThreads.ts';
import { type OpenKernels, openKernels, PAGE } from './module.ts';
import type { KernelName, Kernels } from './thread/kernels.ts';

// What the compiler itself may have put at the beginning ends well before.
const FIRST_ADDRESS = 1024;
// Such memory never shrinks. Fresh pages take 25 of the 190 ms of k-means on 100,000 x 64, which needs 80 MB.
const KEPT_BYTES = 128 * 2 ** 20;
const KEPT_WORKSPACES = 4;

export interface EachOptions extends BatchOptions {
  /** Multiplications of all calls. */
  work: number;
  /** What is to be expected of the task that these are part of; else it is `work`. */
  ahead?: number;
  /** The threads take less than they otherwise would, from here on, and a single call too. */
  least?: number;
}

/** The kernels with a memory of their own, in which arrays are laid one after another. */
export class Workspace {
  /** On this thread, at once. */
  readonly run: Kernels;
  readonly #kernels: OpenKernels;
  readonly #threads: KernelThreads;
  readonly #turn = createTurns();
  #next = FIRST_ADDRESS;

  constructor(threads: KernelThreads) {
    this.#kernels = openKernels();
    this.run = this.#kernels.run;
    this.#threads = threads;
  }

  /**
   * Runs a kernel once with each of `calls`, and gives what each returned: on the threads where there are any and `work`
   * is worth it, else one after another on this one, with turns of the event loop between. Calls that may run at the
   * same time must not write to the same place, scratch included; `after` keeps them apart. Some 2^24 multiplications
   * a call are right. Throws the signal's reason, when nothing is written any more.
   */
  async each(
    kernel: KernelName,
    calls: readonly (readonly number[])[],
    { work, ahead, least, ...options }: EachOptions,
  ): Promise<number[]> {
    if ((calls.length > 1 || least !== undefined) && this.#threads.isWorth(work, ahead, least))
      return this.#threads.run(this.#kernels, kernel, calls, options);
    const results: number[] = [];
    for (const numbers of calls) {
      options.signal?.throwIfAborted();
      await this.#turn();
      results.push(this.run[kernel](...numbers));
    }
    return results;
  }

  /** Nothing will be run any more: the threads let go of the memory. */
  close(): void {
    this.#threads.forget(this.#kernels.memory);
  }

  get bytes(): number {
    return this.#kernels.memory.buffer.byteLength;
  }

  /** Address of so many bytes, whose values are left over from before. Throws RangeError beyond 4 GB. */
  reserve(bytes: number): number {
    const address = this.#next;
    // Lines of the cache, so that threads do not write to the same one for different arrays.
    const end = address + Math.ceil(bytes / 64) * 64;
    if (end > PAGE * PAGE) throw new RangeError(`${end} bytes are more than the kernels can address.`);
    const missing = Math.ceil((end - this.bytes) / PAGE);
    if (missing > 0) this.#kernels.memory.grow(missing);
    this.#next = end;
    return address;
  }

  put(values: Float64Array | Int32Array): number {
    const address = this.reserve(values.byteLength);
    this.overwrite(address, values);
    return address;
  }

  overwrite(address: number, values: Float64Array | Int32Array): void {
    const own =
      values instanceof Int32Array
        ? this.int32(address, values.length)
        : this.float64(address, values.length);
    own.set(values);
  }

  /** The numbers at an address, until the next `reserve`: slice what is to stay. */
  float64(address: number, length: number): Float64Array<SharedArrayBuffer> {
    return new Float64Array(this.#kernels.memory.buffer, address, length);
  }

  int32(address: number, length: number): Int32Array<SharedArrayBuffer> {
    return new Int32Array(this.#kernels.memory.buffer, address, length);
  }

  /** How far it is filled, for `backTo`. */
  mark(): number {
    return this.#next;
  }

  /** Gives up what was laid down after the mark. */
  backTo(mark: number): void {
    this.#next = mark;
  }
}

/** Workspaces that wait for their next task: calls that overlap must not share one. */
export class WorkspacePool {
  readonly #idle: Workspace[] = [];
  readonly #threads: KernelThreads;

  constructor(options: ThreadOptions = {}) {
    this.#threads = new KernelThreads(options);
  }

  /** Threads that have been started and not ended. */
  get running(): number {
    return this.#threads.running;
  }

  /** Batches of so many multiplications come soon, `ahead` in all: threads that are worth it start meanwhile. */
  expect(work: number, ahead: number): void {
    this.#threads.expect(work, ahead);
  }

  take(): Workspace {
    return this.#idle.pop() ?? new Workspace(this.#threads);
  }

  giveBack(workspace: Workspace): void {
    workspace.backTo(FIRST_ADDRESS);
    const kept = this.#idle.reduce((bytes, idle) => bytes + idle.bytes, workspace.bytes);
    if (kept > KEPT_BYTES || this.#idle.length >= KEPT_WORKSPACES) workspace.close();
    else this.#idle.push(workspace);
  }

  async use<T>(task: (workspace: Workspace) => Promise<T>): Promise<T> {
    const workspace = this.take();
    try {
      return await task(workspace);
    } finally {
      this.giveBack(workspace);
    }
  }
}
