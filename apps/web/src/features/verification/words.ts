import type { StageKind } from '../../gql/graphql.ts';
import { formatNumber, formatScore } from '../../ui/format.ts';
import type { Verification } from './verificationDocuments.ts';

export const DOING: Record<StageKind, string> = {
  PREPROCESS: 'Preparing the images',
  TRAIN: 'Training the model',
  ENCODE: 'Extracting the latents',
  PROJECT: 'Projecting to a map',
  CLUSTER: 'Clustering',
  SCORE: 'Scoring the clusters',
};

/** The result in a sentence or two. */
export function conclusion({
  identical,
  labelAgreement,
  largestLatentDifference,
}: Pick<Verification, 'identical' | 'labelAgreement' | 'largestLatentDifference'>): string {
  if (identical) return 'Identical: every stage gave the same bytes.';
  return `Not identical: ${labelWords(labelAgreement)}; ${latentWords(largestLatentDifference)}.`;
}

function labelWords(agreement: number | null | undefined): string {
  if (agreement == null) return 'the labels cannot be compared';
  return agreement === 1 ? 'the groups are the same' : `labels agree to ARI ${formatScore(agreement)}`;
}

function latentWords(difference: number | null | undefined): string {
  if (difference == null) return 'the latents cannot be compared';
  return difference === 0
    ? 'the latents are the same'
    : `latents differ by at most ${formatNumber(difference)}`;
}
