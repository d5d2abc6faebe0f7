import {
  Z_BUF_ERROR,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  ZStream,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
} from 'pako';
import { FitsError } from '../../error.ts';

// zlib's sign for "gzip and nothing else", with the largest window.
const GZIP_WINDOW = 31;

/** Inflates gzip (RFC 1952), one member or several, piece by piece into memory that the caller owns. */
export class Gunzip {
  readonly #stream = new ZStream();
  /** Where the piece being read begins in the packed file. */
  #offset = 0;
  #isBetweenMembers = false;
  #hasTrailingBytes = false;

  constructor() {
    zlibInflateInit2(this.#stream, GZIP_WINDOW);
  }

  /** Whether the last member is whole, and its length and CRC were right. */
  get isWhole(): boolean {
    return this.#isBetweenMembers;
  }

  /** Whether something other than gzip and zeros followed the last member. */
  get hasTrailingBytes(): boolean {
    return this.#hasTrailingBytes;
  }

  /** The next bytes of the packed file, all of those before having been taken. */
  feed(packed: Uint8Array): void {
    const stream = this.#stream;
    this.#offset += stream.next_in;
    stream.input = packed;
    stream.next_in = 0;
    stream.avail_in = packed.length;
  }

  /**
   * Fills `target` from `start` on; gives the number of bytes written. Fewer than there is room for: it wants more to
   * eat. Throws FitsError GZIP_CORRUPT with the place in the packed file.
   */
  writeTo(target: Uint8Array<ArrayBuffer>, start: number): number {
    const stream = this.#stream;
    stream.output = target;
    stream.next_out = start;
    stream.avail_out = target.length - start;
    while (stream.avail_out > 0 && this.#toNextMember()) {
      const status = zlibInflate(stream, Z_NO_FLUSH);
      if (status === Z_STREAM_END) this.#isBetweenMembers = true;
      else if (status === Z_BUF_ERROR) break;
      else if (status !== Z_OK)
        throw new FitsError('GZIP_CORRUPT', `The gzip file is damaged: ${stream.msg || 'bad data'}.`, {
          byteOffset: this.#offset + stream.next_in,
        });
    }
    return stream.next_out - start;
  }

  /** Steps over the zeros between members, as gzip does. False where there is nothing more to inflate for now. */
  #toNextMember(): boolean {
    if (!this.#isBetweenMembers) return true;
    const stream = this.#stream;
    if (this.#hasTrailingBytes) return false;
    while (stream.avail_in > 0 && stream.input[stream.next_in] === 0) {
      stream.next_in += 1;
      stream.avail_in -= 1;
    }
    if (stream.avail_in === 0) return false;
    this.#hasTrailingBytes = stream.input[stream.next_in] !== 0x1f;
    if (this.#hasTrailingBytes) return false;
    zlibInflateReset(stream);
    this.#isBetweenMembers = false;
    return true;
  }
}
