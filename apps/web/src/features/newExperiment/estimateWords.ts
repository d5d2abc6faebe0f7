import { formatCount, formatDuration } from '../../ui/format.ts';
import type { Estimate } from '../studies/startDocuments.ts';

type StageEstimate = Omit<Estimate['stages'][number], '__typename'>;

const NAMES: Record<StageEstimate['kind'], string> = {
  PREPROCESS: 'Prepare the images',
  TRAIN: 'Train',
  ENCODE: 'Extract latents',
  PROJECT: 'Map by',
  CLUSTER: 'Cluster by',
  SCORE: 'Score',
};
const SUBJECTS: Readonly<Record<string, string>> = {
  TSNE: 't-SNE',
  KMEANS: 'k-means',
  GMM: 'Gaussian mixture',
};

/** A model, clusterer or projection, as it is called. */
export const subjectName = (kind: string): string => SUBJECTS[kind] ?? kind;

/** Train CONV, Map by t-SNE, Score */
export function stageName({ kind, subject }: Pick<StageEstimate, 'kind' | 'subject'>): string {
  return subject ? `${NAMES[kind]} ${subjectName(subject)}` : NAMES[kind];
}

/** reused; 1.2 s; 2 of 4 reused, 1.2 s; not known */
export function stageWords({
  count,
  reused,
  seconds,
}: Pick<StageEstimate, 'count' | 'reused' | 'seconds'>): string {
  if (reused === count) return count === 1 ? 'reused' : `all ${formatCount(count)} reused`;
  const time = seconds === null || seconds === undefined ? 'not known' : about(seconds);
  if (reused > 0) return `${formatCount(reused)} of ${formatCount(count)} reused, ${time}`;
  return count === 1 ? time : `${formatCount(count)} ×, ${time}`;
}

// Past runs tell the pace to some tens of percent: no more digits than that.
const about = (seconds: number): string => formatDuration(seconds < 10 ? seconds : Math.round(seconds));

/** How long it will take, in a sentence, and what that is told from. */
export function timeWords({
  stages,
  seconds,
  secondsSaved,
}: Pick<Estimate, 'stages' | 'seconds' | 'secondsSaved'>): string {
  const saved = secondsSaved >= 1 ? ` What is reused took ${formatDuration(secondsSaved)}.` : '';
  if (stages.every(({ count, reused }) => count === reused))
    return `Nothing is left to run: the answer is there at once.${saved}`;
  if (seconds === null || seconds === undefined) {
    const known = stages.reduce((sum, stage) => sum + (stage.seconds ?? 0), 0);
    const rest = known >= 1 ? ` The rest takes about ${about(known)}.` : '';
    return `The time is not known yet: what is marked so was never run here.${rest}${saved}`;
  }
  return `About ${about(seconds)} of work, by past runs on this machine.${saved}`;
}
