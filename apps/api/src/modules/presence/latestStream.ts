/** Gives its reader the newest value; what the reader was too slow for is left out. Ended by `return()`. */
export class LatestStream<T extends object> implements AsyncIterableIterator<T> {
  #latest: T | null = null;
  #wake: (() => void) | null = null;
  #ended = false;
  readonly #onEnd: () => void;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  push(value: T): void {
    this.#latest = value;
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<T, undefined>> {
    while (!this.#ended && this.#latest === null)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    const value = this.#ended ? null : this.#latest;
    this.#latest = null;
    return value ? { value, done: false } : { value: undefined, done: true };
  }

  async return(): Promise<IteratorResult<T, undefined>> {
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
