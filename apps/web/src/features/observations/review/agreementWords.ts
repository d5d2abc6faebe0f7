import { formatScore } from '../../../ui/format.ts';

// Upper ends of the words for kappa: Landis & Koch (1977), "The measurement of observer agreement for categorical data".
const AGREEMENTS = [
  [0, 'no better than by chance'],
  [0.2, 'hardly better than by chance'],
  [0.4, 'fairly'],
  [0.6, 'moderately'],
  [0.8, 'substantially'],
] as const;

/** How well reviewers agree, in a word. `kappa`: at most 1. */
export const agreementWord = (kappa: number): string =>
  AGREEMENTS.find(([end]) => kappa <= end)?.[1] ?? 'almost perfectly';

/** What came of a review; 95 % intervals from low to high. */
export interface ReviewFigures {
  reviewers: number;
  /** Fleiss' kappa. */
  kappa?: number | null;
  kappaLow?: number | null;
  kappaHigh?: number | null;
  /** Why there is no kappa, as the API says it. */
  kappaMissing?: string | null;
  /** The mean share of members and of others that were told rightly. */
  accuracy?: number | null;
  accuracyLow?: number | null;
  accuracyHigh?: number | null;
}

const NO_KAPPA: Readonly<Record<string, string>> = {
  NO_ITEMS: 'Nobody has answered, so nobody agrees or disagrees.',
  ONE_RATER: 'Whether people agree is known once two have answered the same picture.',
  ONE_CATEGORY: 'Every answer is the same, and by chance alone they would be too: there is no kappa.',
};

/** Whether the reviewers agree with each other; null where the API does not say yet. */
export function agreementSentence({
  reviewers,
  kappa,
  kappaLow,
  kappaHigh,
  kappaMissing,
}: ReviewFigures): string | null {
  if (kappa == null) return kappaMissing ? (NO_KAPPA[kappaMissing] ?? null) : null;
  const figures = `Fleiss’ kappa ${formatScore(kappa)}${intervalText(kappaLow, kappaHigh)}`;
  return `The ${reviewers} reviewers agree ${agreementWord(kappa)}: ${figures}.`;
}

/** How well people tell the cluster's members from others; null where that is not known. */
export function accuracySentence({ accuracy, accuracyLow, accuracyHigh }: ReviewFigures): string | null {
  if (accuracy == null) return null;
  const figures = `accuracy ${formatScore(accuracy)}${intervalText(accuracyLow, accuracyHigh)}`;
  return `Of the members and of the others, ${Math.round(accuracy * 100)} % were told rightly, and chance gives 50 %: ${figures}.`;
}

const intervalText = (low?: number | null, high?: number | null): string =>
  low == null || high == null
    ? ''
    : `, with 95 % confidence between ${formatScore(low)} and ${formatScore(high)}`;
