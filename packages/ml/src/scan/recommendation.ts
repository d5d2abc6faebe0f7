import type { ClusteringAlgorithm } from '../params/index.ts';
import { figure, isStrong, SCORE_NAMES } from './evidence.ts';
import type { Scan, ScanPoint } from './scanClusterings.ts';
import { chosenBy } from './scores.ts';

/** What of a scan its conclusion goes by. */
export type ScanFacts = Pick<Scan, 'algorithm' | 'points' | 'fixed' | 'reducedTo' | 'warnings'>;

const DOUBTS = new Set(['NO_BETTER_THAN_SHUFFLED', 'UNSTABLE']);

/** The conclusion of a scan in words: which value, why, what comes next, and how much to believe. */
export function recommend(facts: ScanFacts): string | null {
  const chosen = facts.points.find((point) => point.best);
  if (!chosen) return null;
  const sentences = [
    choice(facts, chosen),
    bicSentence(facts),
    reduction(facts),
    isStrong(chosen) && !facts.warnings.some(({ code }) => DOUBTS.has(code)) ? distance(chosen) : null,
    ...facts.warnings.map(({ message }) => message),
  ];
  return sentences.filter((sentence) => sentence !== null).join(' ');
}

/** The silhouette of a long cluster may be high with no gap beside it; the density between the clusters tells. */
const distance = ({ dbcv }: ScanPoint): string =>
  dbcv === null || dbcv >= 0
    ? 'The groups are well apart.'
    : `The groups are apart on average, but it is no emptier between them than within: DBCV is ${figure(dbcv)}, below 0.`;

const valueNames: Record<ClusteringAlgorithm, string> = {
  KMEANS: 'k',
  GMM: 'k',
  HDBSCAN: 'minimum cluster size',
};

/** A value as it stands in a sentence, and at its beginning. */
const said = (algorithm: ClusteringAlgorithm, value: number): string =>
  algorithm === 'HDBSCAN' ? `a minimum cluster size of ${value}` : `k = ${value}`;
const first = (words: string): string => words.replace(/^a /, 'A ');

function choice({ algorithm, points, fixed }: ScanFacts, chosen: ScanPoint): string {
  const score = chosenBy(algorithm);
  const own = chosen[score];
  const of = said(algorithm, chosen.value);
  if (own === null)
    return fixed === null
      ? `No ${valueNames[algorithm]} that was tried makes two groups; ${of} is shown.`
      : `${first(of)} was asked for and makes ${groups(chosen)}.`;
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
    return `${first(of)} is best, ${result}${next ? `; next is ${said(algorithm, next.value)} with ${figure(next[score]!)}` : ''}.`;
  return `${first(of)} was asked for, ${result}${
    next && next[score]! > own ? `; ${said(algorithm, next.value)} would have ${figure(next[score]!)}` : ''
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
    : `The mixture was fitted to the ${reducedTo === 1 ? 'first principal component' : `first ${reducedTo} principal components`} (reduceTo): unless it is set, as many as these samples can tell the covariances of up to six clusters in. Scores are taken in all latent dimensions.`;
