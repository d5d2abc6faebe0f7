import type { BlobStore } from '@asterism/blobs';
import { adjustedRandIndex } from '@asterism/ml';
import { readFloat32, readInt32, type TaskRunner } from '../child/context.ts';
import type { TaskOf } from '../children/tasks.ts';

type Pair = TaskOf<'COMPARE'>['labels'];

/** How far apart labels and latents are. Equal hashes are not read. Throws BlobMissingError. */
export const compareResults: TaskRunner<'COMPARE'> = async ({ labels, latents }, { blobs, signal }) => {
  const labelAgreement = isEqual(labels) ? 1 : await agreement(blobs, labels);
  signal.throwIfAborted();
  return {
    labelAgreement,
    largestLatentDifference: isEqual(latents) ? 0 : await largestDifference(blobs, latents),
  };
};

const isEqual = ({ before, after }: Pair): boolean => before.sha256 === after.sha256;

async function agreement(blobs: BlobStore, { before, after }: Pair): Promise<number | null> {
  const [a, b] = [await readInt32(blobs, before), await readInt32(blobs, after)];
  return a.length === b.length ? adjustedRandIndex(a, b) : null;
}

/** Null where one of them holds a number that the other has no counterpart of. */
async function largestDifference(blobs: BlobStore, { before, after }: Pair): Promise<number | null> {
  if (before.shape.join() !== after.shape.join()) return null;
  const [a, b] = [await readFloat32(blobs, before), await readFloat32(blobs, after)];
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    if (Object.is(a[i], b[i])) continue;
    const difference = Math.abs(a[i]! - b[i]!);
    if (!Number.isFinite(difference)) return null;
    if (difference > largest) largest = difference;
  }
  return largest;
}
