import { StreamDamage } from './damage.ts';

export interface RiceOptions {
  /** Bytes of a pixel as it was compressed. */
  bytepix: 1 | 2 | 4;
  /** Pixels that share a code, 16 or 32. */
  blocksize: number;
}

// Bits that name a block's code, and the code of a block whose differences stand there as they are.
const CODE = { 1: { bits: 3, raw: 6 }, 2: { bits: 4, raw: 14 }, 4: { bits: 5, raw: 25 } } as const;

/**
 * RICE_1 (FITS 4.0, section 10.4.1; Rice, Yeh and Miller 1993): fills `out` with as many pixels as it holds. One-byte pixels come
 * without a sign, the others with one. Throws StreamDamage.
 */
export function decodeRice(bytes: Uint8Array, out: Int32Array, { bytepix, blocksize }: RiceOptions): void {
  const { bits: codeBits, raw } = CODE[bytepix];
  const pixelBits = bytepix * 8;
  const unused = 32 - pixelBits;
  const end = bytes.length * 8;
  if (end < pixelBits + codeBits) throw endsEarly();
  const words = toWords(bytes);
  let last = words[0]! >> unused;
  let at = pixelBits;
  for (let i = 0; i < out.length; ) {
    const code = (windowAt(words, at) >>> (32 - codeBits)) - 1;
    at += codeBits;
    if (at > end) throw endsEarly();
    const blockEnd = Math.min(i + blocksize, out.length);
    if (code < 0) {
      out.fill(last, i, blockEnd);
      i = blockEnd;
    } else if (code === raw) {
      if (at + pixelBits * (blockEnd - i) > end) throw endsEarly();
      for (; i < blockEnd; i++) {
        const folded = windowAt(words, at) >>> unused;
        at += pixelBits;
        last = ((last + ((folded >>> 1) ^ -(folded & 1))) << unused) >> unused;
        out[i] = last;
      }
    } else if (code > raw) throw new StreamDamage(`there is no code ${code}`);
    else {
      // Each difference: as many zeros as its high part says, a one, and `code` low bits.
      for (; i < blockEnd; i++) {
        const word = at >>> 5;
        const shift = at & 31;
        const window = (words[word]! << shift) | ((words[word + 1]! >>> 1) >>> (31 - shift));
        let zeros = Math.clz32(window);
        let low: number;
        if (zeros + code < 31) {
          low = ((window << (zeros + 1)) >>> 1) >>> (31 - code);
          at += zeros + 1 + code;
        } else {
          // The difference goes on beyond the 32 bits looked at.
          let next = window;
          for (zeros = 0; next === 0; next = windowAt(words, at)) {
            zeros += 32;
            at += 32;
            if (at >= end) throw endsEarly();
          }
          const more = Math.clz32(next);
          zeros += more;
          at += more + 1;
          low = (windowAt(words, at) >>> 1) >>> (31 - code);
          at += code;
        }
        const folded = (zeros << code) | low;
        last = ((last + ((folded >>> 1) ^ -(folded & 1))) << unused) >> unused;
        out[i] = last;
      }
      if (at > end) throw endsEarly();
    }
  }
  if (bytepix === 1) for (let i = 0; i < out.length; i++) out[i] = out[i]! & 255;
}

const endsEarly = () => new StreamDamage('the stream ends early');

/** The 32 bits from bit `at` on. */
function windowAt(words: Int32Array, at: number): number {
  const word = at >>> 5;
  const shift = at & 31;
  return (words[word]! << shift) | ((words[word + 1]! >>> 1) >>> (31 - shift));
}

/** Big-endian words; zeros behind them, so that looking ahead needs no check. */
function toWords(bytes: Uint8Array): Int32Array {
  const whole = bytes.length >> 2;
  const words = new Int32Array(whole + 4);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < whole; i++) words[i] = view.getInt32(i * 4);
  for (let i = whole * 4; i < bytes.length; i++) words[whole]! |= bytes[i]! << (24 - 8 * (i & 3));
  return words;
}
