import {
  Z_BUF_ERROR,
  Z_FINISH,
  Z_STREAM_END,
  ZStream,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
} from 'pako';
import { StreamDamage } from './damage.ts';

// zlib's sign for "gzip or zlib, whichever it is", with the largest window.
const ANY_WINDOW = 47;

/** Inflates the gzip streams of tiles, one after another, with one state. */
export class TileInflater {
  readonly #stream = new ZStream();
  #isNew = true;

  /**
   * The bytes of a gzip stream, in memory of their own; CRC and length are checked. Throws StreamDamage where the stream is damaged, cut
   * short or longer than `maxBytes`, which is all that is ever set aside.
   */
  inflate(bytes: Uint8Array, maxBytes: number): Uint8Array<ArrayBuffer> {
    const stream = this.#stream;
    if (this.#isNew) zlibInflateInit2(stream, ANY_WINDOW);
    else zlibInflateReset(stream);
    this.#isNew = false;
    stream.input = bytes;
    stream.next_in = 0;
    stream.avail_in = bytes.length;
    // One byte more shows that there is more.
    const output = new Uint8Array(maxBytes + 1);
    stream.output = output;
    stream.next_out = 0;
    stream.avail_out = output.length;
    const status = zlibInflate(stream, Z_FINISH);
    if (stream.next_out > maxBytes) throw new StreamDamage(`the stream holds more than ${maxBytes} bytes`);
    if (status === Z_STREAM_END) return output.subarray(0, stream.next_out);
    if (status === Z_BUF_ERROR || stream.avail_in === 0) throw new StreamDamage('the stream ends early');
    throw new StreamDamage(stream.msg || 'the stream is damaged');
  }
}
