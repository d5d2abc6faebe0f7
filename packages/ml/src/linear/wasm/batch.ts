import type { KernelMemory, KernelName } from './module.ts';

export interface BatchOptions {
  signal?: AbortSignal | undefined;
  /** For each call those before it in the list that must be done first. */
  after?: readonly (readonly number[])[] | undefined;
}

interface BatchTask {
  memory: KernelMemory;
  kernel: KernelName;
  calls: readonly (readonly number[])[];
}

/** Calls of one kernel on their way through the threads. */
export class Batch {
  readonly task: BatchTask;
  readonly done: Promise<number[]>;
  readonly #results: number[];
  readonly #followers: number[][];
  readonly #waitsFor: number[];
  readonly #signal: AbortSignal | undefined;
  readonly #onSettled: () => void;
  readonly #stop = (): void => this.#settle();
  #ready: number[];
  #working = 0;
  #left: number;
  #resolve: (results: number[]) => void = () => undefined;
  #reject: (reason: unknown) => void = () => undefined;

  /** `onSettled` is called once, when no thread works on it any more. */
  constructor(task: BatchTask, { signal, after }: BatchOptions, onSettled: () => void) {
    this.task = task;
    this.#signal = signal;
    this.#onSettled = onSettled;
    this.#left = task.calls.length;
    this.#results = new Array<number>(this.#left).fill(0);
    this.#followers = task.calls.map(() => []);
    this.#waitsFor = task.calls.map((_, call) => after?.[call]?.length ?? 0);
    after?.forEach((earlier, call) => {
      for (const one of earlier) this.#followers[one]!.push(call);
    });
    this.#ready = [...task.calls.keys()].filter((call) => this.#waitsFor[call] === 0);
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    signal?.addEventListener('abort', this.#stop);
    if (this.#left === 0 || signal?.aborted) queueMicrotask(this.#stop);
  }

  /** Whether a call can be given to a thread now. */
  get isReady(): boolean {
    return this.#ready.length > 0 && !this.#signal?.aborted;
  }

  /** The call that a thread now works on. */
  next(): number {
    this.#working += 1;
    return this.#ready.shift()!;
  }

  finish(call: number, value: number): void {
    this.#working -= 1;
    this.#left -= 1;
    this.#results[call] = value;
    for (const follower of this.#followers[call]!) {
      this.#waitsFor[follower]! -= 1;
      if (this.#waitsFor[follower] === 0) this.#ready.push(follower);
    }
    this.#settle();
  }

  /** Its threads are gone. */
  fail(reason: Error): void {
    this.#signal?.removeEventListener('abort', this.#stop);
    this.#reject(this.#signal?.aborted ? this.#signal.reason : reason);
  }

  /** An aborted one ends when no thread writes any more. */
  #settle(): void {
    const isAborted = this.#signal?.aborted ?? false;
    if (this.#working > 0 || (this.#left > 0 && !isAborted)) return;
    this.#signal?.removeEventListener('abort', this.#stop);
    if (isAborted) this.#reject(this.#signal!.reason);
    else this.#resolve(this.#results);
    this.#onSettled();
  }
}
