import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImageBatch, MemoryBatch } from '../imageBatch.ts';
import type { StoredPixels } from '../storedPixels.ts';

/** A batch whose numbers come from elsewhere, later and not in the order in which they were asked for. */
export interface StoredCopy extends ImageBatch {
  /** Values that were read, of all reads together. */
  valuesRead(): number;
  /** The most values that were being read at once. */
  mostAtOnce(): number;
}

export function storedCopy({ images, mask, ...rest }: MemoryBatch): StoredCopy {
  let [read, underWay, most] = [0, 0, 0];
  const stored = <T extends Float32Array | Uint8Array>(values: T): StoredPixels<T> => ({
    length: values.length,
    async read(into, from) {
      read += into.length;
      underWay += into.length;
      most = Math.max(most, underWay);
      for (let turn = 0; turn < (from / into.length) % 3; turn++) await nextTurn();
      into.set(values.subarray(from, from + into.length));
      underWay -= into.length;
    },
  });
  return {
    ...rest,
    images: stored(images),
    mask: mask && stored(mask),
    valuesRead: () => read,
    mostAtOnce: () => most,
  };
}
