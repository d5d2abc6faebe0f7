import type { Readable } from 'node:stream';

export interface StoredBlob {
  /** Hex. */
  sha256: string;
  bytes: number;
}

export interface ByteRange {
  start: number;
  /** The last byte wanted, inclusive, as in HTTP. */
  end: number;
}

/** One blob, open until it is closed. */
export interface BlobReader {
  bytes: number;
  /** Fills `into` with the bytes from `start` on; reads may be under way together. Throws where they are not within the blob. */
  read(into: Uint8Array, start: number): Promise<void>;
  /** Waits for what is being read. */
  close(): Promise<void>;
}

/** Bytes under their SHA-256. What is in never changes; the same bytes put twice are stored once. */
export interface BlobStore {
  has(sha256: string): Promise<boolean>;
  /** Throws BlobMissingError. */
  size(sha256: string): Promise<number>;
  put(bytes: Uint8Array): Promise<StoredBlob>;
  /**
   * Stores what a stream gives, hashed on the way; a piece is done with before the next one is asked for. Throws what the
   * stream throws, and then has stored nothing.
   */
  putStream(bytes: AsyncIterable<Uint8Array>): Promise<StoredBlob>;
  /** Takes a finished file in; the file is gone afterwards. Hashes it unless `known` says what it is. */
  putFile(path: string, known?: StoredBlob): Promise<StoredBlob>;
  /** The whole blob. Throws BlobMissingError. */
  read(sha256: string): Promise<Uint8Array>;
  /** A small part of a blob, at once. Throws BlobMissingError, and where the part is not within the blob. */
  readPart(sha256: string, range: ByteRange): Promise<Uint8Array>;
  /** For many parts of one blob, anywhere in it. Throws BlobMissingError. */
  openReader(sha256: string): Promise<BlobReader>;
  /** Part of it, or all. Throws BlobMissingError before the first byte. */
  stream(sha256: string, range?: ByteRange): Promise<Readable>;
  /** A path that can be opened for reading. Throws BlobMissingError. */
  localPath(sha256: string): Promise<string>;
}

export class BlobMissingError extends Error {
  override name = 'BlobMissingError';
  readonly code = 'BLOB_MISSING';
  readonly sha256: string;

  constructor(sha256: string) {
    super(`The blob ${sha256} is not in the store.`);
    this.sha256 = sha256;
  }
}
