import { StreamDamage } from '../damage.ts';

// Codes of a 2 x 2 block by their first six bits: its four bits in the low half, the length of the code above them.
const CODES = makeCodes();

function makeCodes(): Uint8Array {
  const words: [bits: string, block: number][] = [
    ['000', 1],
    ['001', 2],
    ['010', 4],
    ['011', 8],
    ['1000', 3],
    ['1001', 5],
    ['1010', 10],
    ['1011', 12],
    ['1100', 15],
    ['11010', 6],
    ['11011', 7],
    ['11100', 9],
    ['11101', 11],
    ['11110', 13],
    ['111110', 0],
    ['111111', 14],
  ];
  const table = new Uint8Array(64);
  for (const [bits, block] of words) {
    const free = 6 - bits.length;
    const first = Number.parseInt(bits, 2) << free;
    table.fill((bits.length << 4) | block, first, first + (1 << free));
  }
  return table;
}

/** Bits of an H-compress stream, the highest of a byte first. */
export class HcompressBits {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #at: number;

  /** From byte `start` on. The stream is copied, with zeros behind it, so that looking ahead needs no check. */
  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = new Uint8Array(bytes.length + 4);
    this.#bytes.set(bytes);
    this.#end = bytes.length * 8;
    this.#at = start * 8;
  }

  /** The next four bits. */
  nybble(): number {
    const value = (this.#peek(this.#at) >> 2) & 15;
    this.#at += 4;
    this.#check();
    return value;
  }

  /** The next `count` nybbles into `out`. */
  nybbles(out: Uint8Array, count: number): void {
    this.#at += 4 * count;
    this.#check();
    const start = this.#at - 4 * count;
    for (let i = 0; i < count; i++) out[i] = (this.#peek(start + 4 * i) >> 2) & 15;
  }

  /** Replaces what is not 0 in the first `count` of `blocks` by a block from the stream, from the last to the first. */
  blocks(blocks: Uint8Array, count: number): void {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.#at;
    for (let i = count - 1; i >= 0; i--) {
      if (blocks[i] === 0) continue;
      if (at >= end) throw endsEarly();
      const byte = at >>> 3;
      const code = CODES[(((bytes[byte]! << 8) | bytes[byte + 1]!) >> (10 - (at & 7))) & 63]!;
      blocks[i] = code & 15;
      at += code >> 4;
    }
    this.#at = at;
    this.#check();
  }

  /** Gives a sign to what is not 0: from the next whole byte on, a bit for each, 1 for minus. */
  signs(values: Float64Array): void {
    const bytes = this.#bytes;
    let at = Math.ceil(this.#at / 8) * 8;
    for (let i = 0; i < values.length; i++) {
      if (values[i] === 0) continue;
      if (at >= this.#end) throw endsEarly();
      if ((bytes[at >>> 3]! >> (7 - (at & 7))) & 1) values[i] = -values[i]!;
      at += 1;
    }
    this.#at = at;
  }

  /** Six bits from bit `at` on. */
  #peek(at: number): number {
    const byte = at >>> 3;
    return (((this.#bytes[byte]! << 8) | this.#bytes[byte + 1]!) >> (10 - (at & 7))) & 63;
  }

  #check(): void {
    if (this.#at > this.#end) throw endsEarly();
  }
}

const endsEarly = () => new StreamDamage('the stream ends early');
