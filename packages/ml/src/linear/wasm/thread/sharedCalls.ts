const TAKEN = -1;
// Of the header.
const [STOPPED, WORKING, LEFT, HEADER] = [0, 1, 2, 4];

/** Where calls lie, as it is sent to a thread. */
export interface CallsLayout {
  buffer: SharedArrayBuffer;
  count: number;
  /** Numbers of each call. */
  arity: number;
}

/**
 * Calls of one kernel in memory that all threads see, so that each takes the next when it is done with one, without a
 * message. A call can be taken when those before it are done.
 */
export class SharedCalls {
  readonly layout: CallsLayout;
  readonly #header: Int32Array<SharedArrayBuffer>;
  /** (count): how many calls each still waits for, or TAKEN. */
  readonly #waits: Int32Array<SharedArrayBuffer>;
  /** Of call i those that wait for it, from `starts[i]` to `starts[i + 1]`. */
  readonly #starts: Int32Array<SharedArrayBuffer>;
  readonly #followers: Int32Array<SharedArrayBuffer>;
  readonly #numbers: Float64Array<SharedArrayBuffer>;
  readonly #results: Float64Array<SharedArrayBuffer>;
  // All calls before it are taken.
  #first = 0;

  constructor(layout: CallsLayout) {
    const { buffer, count, arity } = layout;
    this.layout = layout;
    this.#numbers = new Float64Array(buffer, 0, count * arity);
    this.#results = new Float64Array(buffer, count * arity * 8, count);
    const words = new Int32Array(buffer, count * (arity + 1) * 8);
    this.#header = words.subarray(0, HEADER);
    this.#waits = words.subarray(HEADER, HEADER + count);
    this.#starts = words.subarray(HEADER + count, HEADER + 2 * count + 1);
    this.#followers = words.subarray(HEADER + 2 * count + 1);
  }

  /** `after` names for each call those before it in the list that must be done first. */
  static of(calls: readonly (readonly number[])[], after?: readonly (readonly number[])[]): SharedCalls {
    const [count, arity] = [calls.length, calls[0]?.length ?? 0];
    const links = after?.reduce((sum, earlier) => sum + earlier.length, 0) ?? 0;
    const bytes = count * (arity + 1) * 8 + (HEADER + 2 * count + 1 + links) * 4;
    const made = new SharedCalls({ buffer: new SharedArrayBuffer(bytes), count, arity });
    calls.forEach((numbers, call) => {
      made.#numbers.set(numbers, call * arity);
    });
    made.#header[LEFT] = count;
    if (after) made.#link(after);
    return made;
  }

  #link(after: readonly (readonly number[])[]): void {
    const followers: number[][] = after.map(() => []);
    after.forEach((earlier, call) => {
      this.#waits[call] = earlier.length;
      for (const one of earlier) followers[one]!.push(call);
    });
    followers.forEach((list, call) => {
      this.#followers.set(list, this.#starts[call]!);
      this.#starts[call + 1] = this.#starts[call]! + list.length;
    });
  }

  /** A call that nobody else gets, to be finished by who took it; -1 where there is none now. */
  take(): number {
    Atomics.add(this.#header, WORKING, 1);
    if (Atomics.load(this.#header, STOPPED) === 0)
      for (let call = this.#first; call < this.layout.count; call++) {
        const waits = Atomics.load(this.#waits, call);
        if (waits === 0 && Atomics.compareExchange(this.#waits, call, 0, TAKEN) === 0) return call;
        if (waits === TAKEN && call === this.#first) this.#first += 1;
      }
    Atomics.sub(this.#header, WORKING, 1);
    return -1;
  }

  numbers(call: number): Float64Array {
    const { arity } = this.layout;
    return this.#numbers.subarray(call * arity, (call + 1) * arity);
  }

  finish(call: number, result: number): void {
    this.#results[call] = result;
    for (let at = this.#starts[call]!; at < this.#starts[call + 1]!; at++)
      Atomics.sub(this.#waits, this.#followers[at]!, 1);
    Atomics.sub(this.#header, LEFT, 1);
    Atomics.sub(this.#header, WORKING, 1);
  }

  /** Nobody takes any more. */
  stop(): void {
    Atomics.store(this.#header, STOPPED, 1);
  }

  /** Whether all are taken, or none will be. */
  get isTaken(): boolean {
    return this.#first >= this.layout.count || Atomics.load(this.#header, STOPPED) === 1;
  }

  get isDone(): boolean {
    return Atomics.load(this.#header, LEFT) === 0;
  }

  /** Whether nobody writes, and after `stop` nobody will. */
  get isIdle(): boolean {
    return Atomics.load(this.#header, WORKING) === 0;
  }

  results(): number[] {
    return [...this.#results];
  }
}
