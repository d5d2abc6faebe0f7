import { PIECE, scratchBytes, swapToOwn, type Width } from './byteSwap/swap.ts';

export { swapToOwn } from './byteSwap/swap.ts';

/** Numbers as they stand in a file, in the machine's own byte order. */
export type RawArray = Uint8Array | Int16Array | Int32Array | BigInt64Array | Float32Array | Float64Array;

/** The array that holds the numbers of each BITPIX. */
export const ARRAYS = {
  8: Uint8Array,
  16: Int16Array,
  32: Int32Array,
  64: BigInt64Array,
  [-32]: Float32Array,
  [-64]: Float64Array,
} as const;
export type Bitpix = keyof typeof ARRAYS;

/** Bytes of a number of this BITPIX. */
export const widthOf = (bitpix: number): Width => (Math.abs(bitpix) / 8) as Width;

/** Bytes in the machine's order, from a start that suits their width, seen as numbers of a BITPIX. */
export const elementsIn = (bytes: Uint8Array<ArrayBuffer>, bitpix: number): RawArray =>
  new ARRAYS[bitpix as Bitpix](bytes.buffer, bytes.byteOffset, bytes.length / widthOf(bitpix));

/** Big-endian bytes of a BITPIX as numbers. The bytes are copied, never changed. */
export function decodeElements(bytes: Uint8Array, bitpix: number): RawArray {
  // Not slice(): a Buffer's gives a view.
  const own = new Uint8Array(bytes);
  swapToOwn(own, widthOf(bitpix));
  return elementsIn(own, bitpix);
}

/** Zeros of a BITPIX. */
export function emptyElements(count: number, bitpix: number): RawArray {
  return new ARRAYS[String(bitpix) as `${keyof typeof ARRAYS}`](count);
}

// glibc gives back to the system what is freed, and each new image costs a page fault for every 4 KiB, until something
// larger has been freed once; 32 MiB is the most that it learns from. Measured on images of 5.8 MB, one after another:
// 5.8 GB/s against 1.5. Never written to, it takes address space alone, until it is collected.
const LARGEST_KEPT = 32 * 1024 * 1024 - 64 * 1024;
let isAllocatorTold = false;

/**
 * Memory for numbers that will all be written: in Node without the zeros that would be written first, which take a
 * third of the time that reading a file does. Asked for by its global name, so that no bundler brings a Buffer along.
 */
export function memoryToFill(bytes: number): ArrayBuffer {
  if (!('Buffer' in globalThis)) return new ArrayBuffer(bytes);
  if (!isAllocatorTold) globalThis.Buffer.allocUnsafeSlow(LARGEST_KEPT);
  isAllocatorTold = true;
  return globalThis.Buffer.allocUnsafeSlow(bytes).buffer;
}

/** Hands on big-endian bytes of a BITPIX as numbers, piece by piece; a piece is good until `take` returns. */
export function decodePieces(bytes: Uint8Array, bitpix: number, take: (piece: RawArray, at: number) => void) {
  const width = widthOf(bitpix);
  const scratch = scratchBytes();
  for (let at = 0; at < bytes.length; at += PIECE) {
    const part = bytes.subarray(at, at + PIECE);
    scratch.set(part);
    const own = scratch.subarray(0, part.length);
    swapToOwn(own, width);
    take(elementsIn(own, bitpix), at / width);
  }
}
