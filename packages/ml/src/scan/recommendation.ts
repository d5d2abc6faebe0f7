import type { ClusteringAlgorithm } from '../params/index.ts';
import { isUnstable, readStability } from '../stability/readStability.ts';
import type { Scan, ScanPoint } from './scanClusterings.ts';
import { chosenBy } from './scores.ts';

/** What of a scan its conclusion goes by. */
export interface ScanFacts extends Pick<Scan, 'algorithm' | 'points' | 'fixed' | 'reference' | 'reducedTo'> {
  /** What the chosen fit warns of. */
  warnings: readonly { code: string; message: string }[];
}

export interface ScanWarning {
  code: string;
  message: string;
}

// Kaufman & Rousseeuw 1990: up to .25 no substantial structure, up to .5 weak and perhaps artificial.
const NO_STRUCTURE = 0.25;
const WEAK_STRUCTURE = 0.5;

const SCORE_NAMES = { silhouette: 'silhouette', dbcv: 'DBCV' } as const;

const figure = (value: number): string =>
  value
    .toFixed(2)
    .replace(/^(-?)0\./, '$1.')
    .replace('-', '−');

/** The conclusion of a scan in words: which value, why, what comes next, and how much to believe. */
export function recommend(facts: ScanFacts): string | null {
  const chosen = facts.points.find((point) => point.best);
  if (!chosen) return null;
  const sentences = [
    choice(facts, chosen),
    bicSentence(facts),
    reduction(facts),
    isStrong(chosen) ? 'The groups are well apart.' : null,
    ...scanWarnings(facts).map(({ message }) => message),
  ];
  return sentences.filter((sentence) => sentence !== null).join(' ');
}

/** Why the evidence for the chosen clusters is weak, where it is. */
export function scanWarnings({ algorithm, points, reference, warnings }: ScanFacts): ScanWarning[] {
  const chosen = points.find((point) => point.best);
  if (!chosen) return [...warnings];
  const score = chosenBy(algorithm);
  const value = chosen[score];
  return [
    ...structureWarning(chosen),
    ...(value !== null && reference !== null && value <= reference
      ? [
          {
            code: 'NO_BETTER_THAN_SHUFFLED',
            message: `The same data with each column shuffled reach a ${SCORE_NAMES[score]} of ${figure(reference)}: these groups are no better than chance.`,
          },
        ]
      : []),
    ...(chosen.clusterCount > 1 && chosen.stability !== null && isUnstable(chosen.stability)
      ? [{ code: 'UNSTABLE', message: readStability(chosen.stability) }]
      : []),
    ...warnings,
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

const isStrong = ({ silhouette }: ScanPoint): boolean => silhouette !== null && silhouette > WEAK_STRUCTURE;

const valueNames: Record<ClusteringAlgorithm, string> = { KMEANS: 'k', GMM: 'k', HDBSCAN: 'minClusterSize' };

function choice({ algorithm, points, fixed }: ScanFacts, chosen: ScanPoint): string {
  const name = valueNames[algorithm];
  const score = chosenBy(algorithm);
  const own = chosen[score];
  const of = `${name} = ${chosen.value}`;
  if (own === null)
    return fixed === null
      ? `No ${name} that was tried makes two groups; ${of} is shown.`
      : `${of} was asked for and makes ${groups(chosen)}.`;
  const others = points
    .filter(
      (point): point is ScanPoint & Record<typeof score, number> => point !== chosen && point[score] !== null,
    )
    .sort((a, b) => b[score]! - a[score]!);
  const next = others[0];
  const result = `${SCORE_NAMES[score]} ${figure(own)}${algorithm === 'HDBSCAN' ? `, ${groups(chosen)}` : ''}${
    score === 'dbcv' && chosen.silhouette !== null ? ` (silhouette ${figure(chosen.silhouette)})` : ''
  }`;
  if (fixed === null)
    return `${of} is best, ${result}${next ? `; next is ${name} = ${next.value} with ${figure(next[score]!)}` : ''}.`;
  return `${of} was asked for, ${result}${
    next && next[score]! > own ? `; ${name} = ${next.value} would have ${figure(next[score]!)}` : ''
  }.`;
}

function groups({ clusterCount, noiseCount }: ScanPoint): string {
  const clusters = `${clusterCount} ${clusterCount === 1 ? 'cluster' : 'clusters'}`;
  return noiseCount === 0
    ? clusters
    : `${clusters} and ${noiseCount} ${noiseCount === 1 ? 'sample' : 'samples'} of noise`;
}

/** BIC is told and does not choose: with few samples it grows too fast with the free numbers to see small groups. */
function bicSentence({ points }: ScanFacts): string | null {
  const known = points.filter((point): point is ScanPoint & { bic: number } => point.bic !== null);
  if (known.length < 2) return null;
  const lowest = known.reduce((a, b) => (b.bic < a.bic ? b : a));
  return lowest.best
    ? 'Its BIC is the lowest too.'
    : `The silhouette chooses; by BIC it would be k = ${lowest.value}.`;
}

const reduction = ({ reducedTo }: ScanFacts): string | null =>
  reducedTo === null
    ? null
    : `The mixture was fitted to the ${reducedTo === 1 ? 'first principal component' : `first ${reducedTo} principal components`} (reduceTo): so many samples tell no more covariances, or so it was asked for. Scores are of the latents as they are.`;
