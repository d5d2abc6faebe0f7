/** Numbers as they stand in a file, in the machine's own byte order. */
export type RawArray = Uint8Array | Int16Array | Int32Array | BigInt64Array | Float32Array | Float64Array;

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

const ARRAYS = {
  8: Uint8Array,
  16: Int16Array,
  32: Int32Array,
  64: BigInt64Array,
  '-32': Float32Array,
  '-64': Float64Array,
} as const;

/** Big-endian bytes of a BITPIX as numbers. The bytes are copied, never changed. */
export function decodeElements(bytes: Uint8Array, bitpix: number): RawArray {
  // Not slice(): a Buffer's gives a view.
  const own = new Uint8Array(bytes);
  swapToOwn(own, Math.abs(bitpix) / 8);
  return new ARRAYS[String(bitpix) as `${keyof typeof ARRAYS}`](own.buffer);
}

/** Numbers as big-endian bytes. */
export function encodeElements(values: RawArray | Uint16Array | Uint32Array): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
  swapToOwn(bytes, values.BYTES_PER_ELEMENT);
  return bytes;
}

/**
 * Turns elements of `width` bytes from big-endian to the machine's order, or back, in place. The bytes must begin at a
 * multiple of `width` in their buffer.
 */
export function swapToOwn(bytes: Uint8Array, width: number): void {
  if (!IS_LITTLE_ENDIAN || width === 1) return;
  const { buffer, byteOffset, byteLength } = bytes;
  // Node's own swap runs at 2 GB/s; a loop over 32-bit words, for browsers, at about 1.
  if (typeof Buffer !== 'undefined') {
    const own = Buffer.from(buffer, byteOffset, byteLength);
    if (width === 2) own.swap16();
    else if (width === 4) own.swap32();
    else own.swap64();
  } else if (width === 2) swapWords16(new Uint16Array(buffer, byteOffset, byteLength / 2));
  else swapWords32(new Uint32Array(buffer, byteOffset, byteLength / 4), width === 8);
}

function swapWords16(words: Uint16Array): void {
  for (let i = 0; i < words.length; i++) words[i] = (words[i]! << 8) | (words[i]! >> 8);
}

function swapWords32(words: Uint32Array, inPairs: boolean): void {
  for (let i = 0; i < words.length; i++) words[i] = swap32(words[i]!);
  if (!inPairs) return;
  for (let i = 0; i < words.length; i += 2) {
    const high = words[i]!;
    words[i] = words[i + 1]!;
    words[i + 1] = high;
  }
}

const swap32 = (x: number): number => (x << 24) | ((x & 0xff00) << 8) | ((x >>> 8) & 0xff00) | (x >>> 24);
