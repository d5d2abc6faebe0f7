import type { EpochEvent } from '@asterism/db';

/** That something changed. With reset, changes before it are lost: read everything again. */
export interface Change {
  sequence: number;
  workspaceId: string;
  reset: boolean;
}

export interface ExperimentChange extends Change {
  experimentId: string;
  epoch: EpochEvent | null;
}

export interface VersionChange extends Change {
  versionId: string;
}

export interface ActivityChange extends Change {
  activityId: number;
}

// A reader that is this far behind gets the newest change of each subject instead of all of them.
const MAXIMUM_WAITING = 500;

/** Changes for one subscriber: buffered while it reads, ended by `return()`. */
export class EventStream<C extends Change> implements AsyncIterableIterator<C> {
  #waiting: C[] = [];
  #wake: (() => void) | null = null;
  #ended = false;
  #makeReset: () => Promise<C | null> = async () => null;
  readonly #subjectOf: (change: C) => string;
  readonly #onEnd: () => void;

  constructor(subjectOf: (change: C) => string, onEnd: () => void) {
    this.#subjectOf = subjectOf;
    this.#onEnd = onEnd;
  }

  push(change: C): void {
    if (this.#ended) return;
    this.#waiting.push(change);
    if (this.#waiting.length > MAXIMUM_WAITING)
      this.#waiting = newestOfEach(this.#waiting, this.#subjectOf).map((newest) => ({
        ...newest,
        reset: true,
      }));
    this.#wake?.();
  }

  /** What is to be said where changes were lost; null where there is nothing to say it of. */
  whenLost(makeReset: () => Promise<C | null>): void {
    this.#makeReset = makeReset;
  }

  /** Tells the reader that changes were lost. */
  async lose(): Promise<void> {
    const reset = await this.#makeReset();
    if (reset) this.push(reset);
  }

  /** Puts what was missed before what is waiting; what is in both is given once. */
  replay(missed: readonly C[]): void {
    const known = new Set(missed.map(({ sequence }) => sequence));
    this.#waiting = [...missed, ...this.#waiting.filter(({ sequence }) => !known.has(sequence))];
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<C, undefined>> {
    while (!this.#ended && this.#waiting.length === 0)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    const value = this.#ended ? undefined : this.#waiting.shift();
    return value ? { value, done: false } : { value: undefined, done: true };
  }

  async return(): Promise<IteratorResult<C, undefined>> {
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

/** The last change of each subject, in the order in which they came. */
export function newestOfEach<C extends Change>(changes: readonly C[], subjectOf: (change: C) => string): C[] {
  const newest = new Map<string, C>();
  for (const change of changes) {
    newest.delete(subjectOf(change));
    newest.set(subjectOf(change), change);
  }
  return [...newest.values()];
}
