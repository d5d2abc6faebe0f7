import type { BlobStore } from '@asterism/blobs';
import type { SampleScores } from '@asterism/db';
import type { Reconstructions } from '@asterism/ml';
import { putArray } from '../child/context.ts';

/** Stores how the reconstruction of each sample compares with its image. */
export async function putSampleScores(
  blobs: BlobStore,
  { errors, ssims, msSsims }: Reconstructions,
): Promise<SampleScores> {
  return {
    errors: await putArray(blobs, errors, [errors.length]),
    ssims: await putArray(blobs, ssims, [ssims.length]),
    msSsims: await putArray(blobs, msSsims, [msSsims.length]),
  };
}
