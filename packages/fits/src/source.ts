import type { FitsWarning } from './error.ts';

/** Where a file's bytes come from: memory, a file, a blob, a server. */
export interface ByteSource {
  readonly size: number;
  /** What was odd on the way to these bytes; openFits adds it to its own warnings. */
  readonly warnings?: readonly FitsWarning[];
  /** The bytes from `offset`; never asked beyond `size`. May be a view of the source's own memory. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** Fills `target` with the bytes from `offset`. Sources that can do it without a buffer between have it. */
  readInto?(offset: number, target: Uint8Array): Promise<void>;
  /** The same at once. Sources that need not be waited for have it, and are read piece by piece through a cache. */
  readIntoSync?(offset: number, target: Uint8Array): void;
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.byteLength,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
    readIntoSync: (offset, target) => target.set(bytes.subarray(offset, offset + target.length)),
  };
}
