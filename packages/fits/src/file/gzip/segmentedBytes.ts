import type { FitsWarning } from '../../error.ts';
import type { ByteSource } from '../../source.ts';

// Memory grows by what has come, never by what a header promises, and nothing is copied on the way.
const SEGMENT = 256 * 1024;

/** Bytes that grow at their end. It can be read from as far as it goes. */
export class SegmentedBytes implements ByteSource {
  size = 0;
  warnings: FitsWarning[] = [];
  readonly #segments: Uint8Array<ArrayBuffer>[] = [];

  /** The segment to write to, and where its free part begins. Never full. */
  writable(): { segment: Uint8Array<ArrayBuffer>; start: number } {
    const start = this.size % SEGMENT;
    if (start === 0 && this.#segments.length * SEGMENT === this.size)
      this.#segments.push(new Uint8Array(SEGMENT));
    return { segment: this.#segments.at(-1)!, start };
  }

  /** Forgets what lies behind `size`. Nothing may be written afterwards. */
  cut(size: number): void {
    this.size = Math.min(this.size, size);
    this.#segments.length = Math.ceil(this.size / SEGMENT);
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const start = offset % SEGMENT;
    if (start + length <= SEGMENT)
      return (
        this.#segments[Math.floor(offset / SEGMENT)]?.subarray(start, start + length) ?? new Uint8Array(0)
      );
    const bytes = new Uint8Array(length);
    this.readIntoSync(offset, bytes);
    return bytes;
  }

  readIntoSync(offset: number, target: Uint8Array): void {
    for (let done = 0; done < target.length; ) {
      const start = (offset + done) % SEGMENT;
      const segment = this.#segments[Math.floor((offset + done) / SEGMENT)]!;
      const part = segment.subarray(start, start + target.length - done);
      target.set(part, done);
      done += part.length;
    }
  }
}
