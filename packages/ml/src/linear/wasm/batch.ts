import type { Job } from './thread/job.ts';

/** Calls of one kernel on their way through the threads, and who waits for them. */
export class Batch {
  readonly done: Promise<number[]>;
  readonly job: Job;
  readonly #signal: AbortSignal | undefined;
  readonly #stop = (): void => this.job.calls.stop();
  #resolve: (results: number[]) => void = () => undefined;
  #reject: (reason: unknown) => void = () => undefined;

  constructor(job: Job, signal?: AbortSignal) {
    this.job = job;
    this.#signal = signal;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    signal?.addEventListener('abort', this.#stop);
    if (signal?.aborted) this.#stop();
  }

  /** Tells who waits, if nothing is left to do. An aborted one ends when no thread writes any more. Returns whether it has. */
  settle(): boolean {
    const { calls } = this.job;
    if (this.#signal?.aborted) {
      if (!calls.isIdle) return false;
      this.fail(this.#signal.reason);
    } else {
      if (!calls.isDone) return false;
      this.#signal?.removeEventListener('abort', this.#stop);
      this.#resolve(calls.results());
    }
    return true;
  }

  /** No thread writes for it any more. */
  fail(reason: unknown): void {
    this.#stop();
    this.#signal?.removeEventListener('abort', this.#stop);
    this.#reject(this.#signal?.aborted ? this.#signal.reason : reason);
  }
}
