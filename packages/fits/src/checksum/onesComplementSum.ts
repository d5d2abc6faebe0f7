const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
// A double adds 2^21 words without rounding; half of them leave room for what was there before.
const STEP = 2 ** 22;

/** The 32-bit ones' complement sum of big-endian words (FITS 4.0, appendix J): a carry comes back in at the other end. */
export class OnesComplementSum {
  value = 0;

  /** Every piece but the last must be a multiple of four bytes long. */
  add(bytes: Uint8Array): void {
    const whole = bytes.length - (bytes.length % 4);
    // An array of words needs its start at a multiple of four.
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
    for (let at = 0; at < whole; at += STEP)
      this.#addWords(
        new Uint32Array(aligned.buffer, aligned.byteOffset + at, Math.min(STEP, whole - at) / 4),
      );
    if (whole === bytes.length) return;
    const last = new Uint8Array(4);
    last.set(bytes.subarray(whole));
    this.#addWords(new Uint32Array(last.buffer));
  }

  #addWords(words: Uint32Array): void {
    let sum = this.value;
    for (let i = 0; i < words.length; i++) {
      const x = words[i]!;
      sum += IS_LITTLE_ENDIAN
        ? ((x << 24) | ((x & 0xff00) << 8) | ((x >>> 8) & 0xff00) | (x >>> 24)) >>> 0
        : x;
    }
    while (sum > 0xffffffff) sum = (sum % 2 ** 32) + Math.floor(sum / 2 ** 32);
    this.value = sum;
  }
}
