import { formatCount } from '../../ui/format.ts';
import type { EncodingRow } from './encodingDocuments.ts';

/** What was encoded. */
export function subject({
  datasetVersion,
  images,
  refusedCount,
}: Pick<EncodingRow, 'datasetVersion' | 'images' | 'refusedCount'>): string {
  if (datasetVersion) return `${datasetVersion.dataset.name}, version ${datasetVersion.number}`;
  const count = (images?.totalCount ?? 0) + refusedCount;
  return count === 1 ? '1 file' : count === 0 ? 'Files' : `${formatCount(count)} files`;
}

/** What came of it. */
export function outcome({ images, refusedCount }: Pick<EncodingRow, 'images' | 'refusedCount'>): string {
  const encoded = `${formatCount(images?.totalCount ?? 0)} encoded`;
  return refusedCount === 0 ? encoded : `${encoded}, ${formatCount(refusedCount)} refused`;
}

// Worse than all but a fiftieth of the samples trained on, a reconstruction is worth a look.
const ODD = 0.98;

/** How well the model gives an image back, held against the samples that it was trained on; null where it does not decode. */
export function errorWords(errorShare: number | null | undefined): { text: string; isOdd: boolean } | null {
  if (errorShare == null) return null;
  const percent = Math.floor(errorShare * 100);
  const text =
    errorShare >= 1
      ? 'Reconstructed worse than every sample trained on.'
      : `Reconstructed worse than ${percent} % of the samples trained on.`;
  return { text, isOdd: errorShare >= ODD };
}
