import { formatCount, formatScore } from '../../../../ui/format.ts';

interface Estimate {
  score: string;
  sampleCount: number;
  standardError: number | null;
  seed: number;
}

const NAMES: Readonly<Record<string, string>> = { dbcv: 'DBCV' };

/** Which scores were told from some of the samples, from how many, and how well they are known. */
export function estimateText(estimates: readonly Estimate[], total: number): string {
  return estimates
    .map(({ score, sampleCount, standardError, seed }) => {
      const known = standardError === null ? '' : `, give or take ${formatScore(standardError)}`;
      return `The ${NAMES[score] ?? score} is estimated from ${formatCount(sampleCount)} of ${formatCount(total)} samples${known} (seed ${seed}).`;
    })
    .join(' ');
}
