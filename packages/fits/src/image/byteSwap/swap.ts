import { createKernelMemory, type KernelMemory, kernelMemoryOf } from './kernel.ts';

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Bytes of a number. */
export type Width = 1 | 2 | 4 | 8;

/** What is turned around in one go: it stays in the processor's cache between reading, turning and copying. */
export const PIECE = 128 * 1024;
// Below this, carrying the bytes to the kernel costs more than it saves.
const MIN_FOR_KERNEL = 512;
const STEP = 32;

let scratch: { bytes: Uint8Array<ArrayBuffer>; memory: KernelMemory | null } | undefined;

/** PIECE bytes that every reader uses in turn: never kept over an await. */
export function scratchBytes(): Uint8Array<ArrayBuffer> {
  return getScratch().bytes;
}

function getScratch() {
  if (scratch) return scratch;
  const memory = createKernelMemory(PIECE);
  scratch = { memory, bytes: new Uint8Array(memory?.buffer ?? new ArrayBuffer(PIECE), 0, PIECE) };
  return scratch;
}

/**
 * Memory for `length` float32 numbers that is the quickest to read into, as the target of readChannels: their bytes
 * are turned around where they lie (WebAssembly's memory; ordinary memory where that is missing). Make one, and use it
 * for one image after the other: each takes address space that the system gives out sparingly.
 */
export function createPixelMemory(length: number): Float32Array<ArrayBuffer> {
  const memory = createKernelMemory(length * 4);
  return new Float32Array(memory?.buffer ?? new ArrayBuffer(length * 4), 0, length);
}

/** Whether the bytes lie in memory of createPixelMemory, or in the scratch. */
export const isKernelMemory = (buffer: ArrayBufferLike): boolean => kernelMemoryOf(buffer) !== undefined;

/** Turns numbers of `width` bytes from big-endian to the machine's order, or back, in place. */
export function swapToOwn(bytes: Uint8Array, width: Width): void {
  if (!IS_LITTLE_ENDIAN || width === 1) return;
  const own = kernelMemoryOf(bytes.buffer);
  if (own) swapInKernelMemory(own, bytes, width);
  else if (bytes.length < MIN_FOR_KERNEL || !getScratch().memory) swapPlain(bytes, width);
  else swapThroughScratch(bytes, width);
}

function swapInKernelMemory({ kernel }: KernelMemory, bytes: Uint8Array, width: 2 | 4 | 8): void {
  const whole = bytes.length - (bytes.length % STEP);
  if (whole > 0) kernel[width](bytes.byteOffset, bytes.byteOffset + whole);
  swapPlain(bytes.subarray(whole), width);
}

function swapThroughScratch(bytes: Uint8Array, width: 2 | 4 | 8): void {
  const { memory, bytes: piece } = getScratch();
  for (let at = 0; at < bytes.length; at += PIECE) {
    const part = bytes.subarray(at, at + PIECE);
    piece.set(part);
    // What lies behind a short part is turned around with it, and left there.
    memory!.kernel[width](0, Math.ceil(part.length / STEP) * STEP);
    part.set(piece.subarray(0, part.length));
  }
}

/** The same, number by number: for short ends, and where there is no kernel. */
export function swapPlain(bytes: Uint8Array, width: 2 | 4 | 8): void {
  for (let start = 0; start + width <= bytes.length; start += width)
    for (let low = start, high = start + width - 1; low < high; low++, high--) {
      const byte = bytes[low]!;
      bytes[low] = bytes[high]!;
      bytes[high] = byte;
    }
}
