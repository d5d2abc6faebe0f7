import type { EpochEvent } from '@asterism/db';

/** That an experiment changed. With reset, changes before it are lost: read everything again. */
export interface ExperimentChange {
  sequence: number;
  workspaceId: string;
  experimentId: string;
  epoch: EpochEvent | null;
  reset: boolean;
}

// A reader that is this far behind gets the newest change of each experiment instead of all of them.
const MAXIMUM_WAITING = 500;

/** Changes for one subscriber: buffered while it reads, ended by `return()`. */
export class EventStream implements AsyncIterableIterator<ExperimentChange> {
  #waiting: ExperimentChange[] = [];
  #wake: (() => void) | null = null;
  #ended = false;
  readonly #onEnd: () => void;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  push(change: ExperimentChange): void {
    if (this.#ended) return;
    this.#waiting.push(change);
    if (this.#waiting.length > MAXIMUM_WAITING) this.#waiting = newestOfEach(this.#waiting);
    this.#wake?.();
  }

  /** Puts what was missed before what is waiting; what is in both is given once. */
  replay(missed: readonly ExperimentChange[]): void {
    const known = new Set(missed.map(({ sequence }) => sequence));
    this.#waiting = [...missed, ...this.#waiting.filter(({ sequence }) => !known.has(sequence))];
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<ExperimentChange, undefined>> {
    while (!this.#ended && this.#waiting.length === 0)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    const value = this.#ended ? undefined : this.#waiting.shift();
    return value ? { value, done: false } : { value: undefined, done: true };
  }

  async return(): Promise<IteratorResult<ExperimentChange, undefined>> {
    this.end();
    return { value: undefined, done: true };
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd();
    this.#wake?.();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

function newestOfEach(changes: readonly ExperimentChange[]): ExperimentChange[] {
  const newest = new Map<string, ExperimentChange>();
  for (const change of changes) {
    newest.delete(change.experimentId);
    newest.set(change.experimentId, { ...change, reset: true });
  }
  return [...newest.values()];
}
