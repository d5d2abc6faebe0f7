import { isUnstable, readStability } from '../stability/readStability.ts';
import type { ScanWarning } from './conAtWork.ts';
import type { Scan, ScanPoint } from './scanClusterings.ts';
import { chosenBy } from './scores.ts';

// Kaufman & Rousseeuw 1990: up to .25 no substantial structure, up to .5 weak and perhaps artificial.
const NO_STRUCTURE = 0.25;
const WEAK_STRUCTURE = 0.5;

// Of mean adjusted Rand indices between runs. One normal cloud of 120 samples cut in six by k-means of one start has less than .8.
const ALIKE = 0.75;

export const SCORE_NAMES = { silhouette: 'silhouette', dbcv: 'DBCV' } as const;

/** .62 */
export const figure = (value: number): string =>
  value
    .toFixed(2)
    .replace(/^(-?)0\./, '$1.')
    .replace('-', '−');

export const isStrong = ({ silhouette }: Pick<ScanPoint, 'silhouette'>): boolean =>
  silhouette !== null && silhouette > WEAK_STRUCTURE;

/** Why the evidence for the chosen clusters is weak, where it is. */
export function evidenceWarnings({
  algorithm,
  points,
  reference,
  seeds,
}: Pick<Scan, 'algorithm' | 'points' | 'reference' | 'seeds'>): ScanWarning[] {
  const chosen = points.find((point) => point.best);
  if (!chosen) return [];
  const score = chosenBy(algorithm);
  const value = chosen[score];
  return [
    ...structureWarning(chosen),
    ...(value !== null && reference !== null && value <= reference
      ? [
          {
            code: 'NO_BETTER_THAN_SHUFFLED',
            message: `The same data with each column shuffled reach a ${SCORE_NAMES[score]} of ${figure(reference)} too: these groups lie along single latent dimensions, or are no better than chance.`,
          },
        ]
      : []),
    ...(chosen.clusterCount > 1 && chosen.stability !== null && isUnstable(chosen.stability)
      ? [{ code: 'UNSTABLE', message: readStability(chosen.stability) }]
      : []),
    ...(seeds && seeds.overall < ALIKE
      ? [
          {
            code: 'DEPENDS_ON_SEED',
            message: `Who is with whom depends on the seed: ${seeds.runs} runs on the same samples agree with each other by ${figure(seeds.overall)} only (adjusted Rand index; 1 is the same groups). More starts (nInit), or fewer clusters, would settle it.`,
          },
        ]
      : []),
  ];
}

function structureWarning({ clusterCount, silhouette }: ScanPoint): ScanWarning[] {
  if (clusterCount < 2)
    return [
      {
        code: 'NO_CLUSTERS',
        message: 'There are not two groups: nothing to compare, and nothing to read into it.',
      },
    ];
  if (silhouette === null || silhouette > WEAK_STRUCTURE) return [];
  if (silhouette > NO_STRUCTURE)
    return [
      {
        code: 'WEAK_STRUCTURE',
        message: 'The structure is weak and may be an artefact: look at the members before naming them.',
      },
    ];
  return [
    {
      code: 'NO_STRUCTURE',
      message: 'That is no substantial structure: do not read much into these groups.',
    },
  ];
}
