// A thread that sleeps wakes after .1 to .5 ms; so long it looks again and again first, some 100 µs.
const LOOKS = 20_000;

/** A number that goes up whenever somebody has done something that others may wait for. */
export class Pulse {
  /** Four bytes that all see. */
  readonly buffer: SharedArrayBuffer;
  readonly #beats: Int32Array<SharedArrayBuffer>;

  constructor(buffer = new SharedArrayBuffer(4)) {
    this.buffer = buffer;
    this.#beats = new Int32Array(buffer);
  }

  get now(): number {
    return Atomics.load(this.#beats, 0);
  }

  beat(): void {
    Atomics.add(this.#beats, 0, 1);
    Atomics.notify(this.#beats, 0);
  }

  /** Blocks until the pulse has gone on since it was `seen`, for `milliseconds` at most. Returns whether it has. */
  rest(seen: number, milliseconds: number): boolean {
    for (let look = 0; look < LOOKS; look++) if (this.now !== seen) return true;
    return Atomics.wait(this.#beats, 0, seen, milliseconds) !== 'timed-out';
  }
}
