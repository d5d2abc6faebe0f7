import type { Normalization } from '../../../../gql/graphql.ts';
import { formatCount, formatDuration, formatScore } from '../../../../ui/format.ts';
import { CLUSTERER_NAMES } from '../../../clustering/clusteringSummary.ts';
import { clusterName } from '../../../clustering/samples.ts';
import { preferred, SCAN_SCORES } from '../../../clustering/scanScores.ts';
import { stabilityWord } from '../../../clustering/stability.ts';
import type { ShownExperiment } from '../../experimentDocuments.ts';
import { listOf } from './listOf.ts';
import { nextSteps } from './nextSteps.ts';

/** A sentence of the conclusion, and the section of the page that shows what it rests on. */
export interface Statement {
  text: string;
  section: 'training' | 'map' | 'clusters' | 'scores' | 'run' | null;
}

/** The answers to what a reader asks first; a question without an answer yet is left out. */
export interface Conclusion {
  clustered: string;
  groups: Statement | null;
  quality: Statement | null;
  stability: Statement | null;
  against: Statement[];
  next: Statement[];
}

/** What was found in words. `nuisances` are the sentences on what the clusters follow that is no property of the samples. */
export function conclusionOf(experiment: ShownExperiment, nuisances: readonly string[]): Conclusion {
  const { clusteringWarnings, metrics } = experiment;
  const against: Statement[] = [
    ...(metrics?.collapse ? [{ text: metrics.collapse, section: 'training' as const }] : []),
    ...clusteringWarnings.map(({ message }) => ({ text: message, section: 'scores' as const })),
    ...nuisances.map((text) => ({ text, section: 'scores' as const })),
    ...otherChoices(experiment),
  ];
  return {
    clustered: clusteredText(experiment),
    groups: groupsOf(experiment),
    quality: qualityOf(experiment),
    stability: stabilityOf(experiment),
    against,
    next: nextSteps(experiment, { hasNuisance: nuisances.length > 0 }),
  };
}

const NORMALISED: Readonly<Record<Normalization, string>> = {
  GLOBAL: 'normalised over the whole image',
  PER_CHANNEL: 'normalised channel by channel',
  NONE: 'not normalised',
};

function clusteredText({
  dataset,
  datasetVersion,
  preprocessing,
  model,
  clustering,
}: ShownExperiment): string {
  const count = datasetVersion?.sampleCount;
  const samples = count == null ? 'The samples' : `${formatCount(count)} samples`;
  const clusterer = CLUSTERER_NAMES[clustering.algorithm] ?? clustering.algorithm;
  return `${samples}${dataset ? ` of ${dataset.name}` : ''}, by ${clusterer} in ${latentsText(model, preprocessing)}.`;
}

function latentsText(
  model: ShownExperiment['model'],
  preprocessing: ShownExperiment['preprocessing'],
): string {
  if (!model) return 'latents that were brought from elsewhere';
  const latents = `the ${formatCount(model.latentSize)} latent dimensions of ${article(model.kind)} ${model.kind} model`;
  if (!preprocessing) return latents;
  const { channels, normalization, size } = preprocessing;
  const seen = `${channels.length === 1 ? 'channel' : 'channels'} ${listOf(channels.map(String))}`;
  return `${latents} that saw ${seen} at ${size} px, ${NORMALISED[normalization]}`;
}

const article = (kind: string): string => (/^[AEIOU]/.test(kind) ? 'an' : 'a');

function groupsOf({ clusters, metrics }: ShownExperiment): Statement | null {
  if (clusters.length === 0) return null;
  const groups = clusters.filter(({ isNoise }) => !isNoise);
  const noise = metrics?.noiseCount
    ? ` ${metrics.noiseCount === 1 ? '1 sample is' : `${formatCount(metrics.noiseCount)} samples are`} in none of them (noise).`
    : '';
  if (groups.length === 0) return { text: `No cluster.${noise}`, section: 'clusters' };
  const sizes = groups.map(({ size }) => formatCount(size));
  const listed =
    sizes.length > 8
      ? `the largest of ${formatCount(Math.max(...groups.map(({ size }) => size)))} samples, the smallest of ${formatCount(Math.min(...groups.map(({ size }) => size)))}`
      : `of ${listOf(sizes)} samples`;
  return {
    text: `${groups.length} ${groups.length === 1 ? 'cluster' : 'clusters'}, ${listed}.${noise}`,
    section: 'clusters',
  };
}

// Kaufman & Rousseeuw 1990, table 4: what an average silhouette says of the structure that was found.
const STRUCTURE: readonly [above: number, word: string][] = [
  [0.7, 'a strong structure'],
  [0.5, 'a reasonable structure'],
  [0.25, 'a weak structure, which may be an artefact'],
];

function qualityOf({ metrics, clusters }: ShownExperiment): Statement | null {
  const silhouette = metrics?.silhouette;
  if (silhouette == null) return null;
  const word = STRUCTURE.find(([above]) => silhouette > above)?.[1] ?? 'no substantial structure';
  const worst = extremeOf(clusters, 'silhouette');
  const least = worst
    ? `; ${clusterName(worst.label)} is the least apart, ${formatScore(worst.silhouette)}`
    : '';
  return { text: `Silhouette ${formatScore(silhouette)}: ${word}${least}.`, section: 'scores' };
}

function stabilityOf({ metrics, clusters }: ShownExperiment): Statement | null {
  const stability = metrics?.stability;
  if (stability == null) return null;
  const worst = extremeOf(clusters, 'stability');
  const least =
    worst?.stability != null
      ? `; ${clusterName(worst.label)} is the least so, ${formatScore(worst.stability)}, ${stabilityWord(worst.stability)}`
      : '';
  return {
    text: `${capital(stabilityWord(stability))}: drawn and clustered anew the clusters come back to ${formatScore(stability)} of 1 (mean Jaccard)${least}.`,
    section: 'scores',
  };
}

/** The cluster that is worst by a score; null where they are fewer than two or all alike. */
function extremeOf<Key extends 'silhouette' | 'stability'>(clusters: ShownExperiment['clusters'], key: Key) {
  const known = clusters.filter((cluster) => !cluster.isNoise && cluster[key] != null);
  const [first, ...rest] = known.toSorted((a, b) => (a[key] ?? 0) - (b[key] ?? 0));
  return first && rest.length > 0 && first[key] !== rest.at(-1)?.[key] ? first : null;
}

/** Where another score would have chosen another point of the scan. */
function otherChoices({ scan }: ShownExperiment): Statement[] {
  const best = scan.find((point) => point.best);
  if (!best) return [];
  const others = new Map<number, string[]>();
  for (const score of SCAN_SCORES) {
    const other = preferred(scan, score);
    if (!other || other[score.key] === best[score.key] || best[score.key] == null) continue;
    others.set(other.value, [...(others.get(other.value) ?? []), score.name]);
  }
  if (others.size === 0) return [];
  const said = [...others].map(
    ([value, names]) => `${listOf(names)} ${names.length === 1 ? 'prefers' : 'prefer'} ${value}`,
  );
  return [{ text: `Not all scores agree on ${best.value}: ${said.join(', ')}.`, section: 'scores' }];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Which stages were there before, and what that saved; null where none was. */
export function reuseText(stages: readonly { reused: boolean; seconds?: number | null }[]): string | null {
  const reused = stages.filter((stage) => stage.reused);
  if (reused.length === 0) return null;
  const saved = reused.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
  return `${reused.length} of ${stages.length} stages were reused, which saved ${formatDuration(saved)}.`;
}
