import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { BlobStore, StoredBlob } from '@asterism/blobs';

// What may wait for the disk while the next piece is made: waiting for each takes a quarter longer.
const WAITING_BYTES = 2 ** 20;

/** Stores bytes piece by piece as they come, hashed on the way. */
export interface PieceWriter {
  /** Resolves when there is room for another. The piece must not change afterwards. */
  write(piece: Uint8Array): Promise<void>;
  /** Resolves when all is stored. */
  finish(): Promise<StoredBlob>;
  /** Stores nothing. */
  abandon(): Promise<void>;
}

/** Every call throws what the store threw. */
export function createPieceWriter(blobs: BlobStore): PieceWriter {
  const pieces = new PassThrough({ highWaterMark: WAITING_BYTES });
  const stored = blobs.putStream(pieces);
  // Whoever writes next, or waits for the end, is told.
  stored.catch(() => undefined);
  // The store is told by the stream, and we by the store.
  pieces.on('error', () => undefined);
  return {
    async write(piece) {
      // Where the store fails the stream never drains.
      if (!pieces.write(piece)) await Promise.race([once(pieces, 'drain'), stored]);
    },
    finish() {
      pieces.end();
      return stored;
    },
    async abandon() {
      pieces.destroy(new Error('Nothing is to be stored.'));
      // It fails with the error above, as it should.
      await stored.catch(() => undefined);
    },
  };
}
