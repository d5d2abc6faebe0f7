import type { StageKind } from '@asterism/db';
import { stageParams } from '@asterism/ml/chain';
import type { PreprocessingParams } from '@asterism/ml/params';

/** What a stage is run on. */
export interface StageData {
  sampleCount: number;
  preprocessing: PreprocessingParams;
}

/** How much there is to do, in units that only runs of the same kind and subject share. */
export interface StageWork {
  kind: StageKind;
  /** The model, the projection or the clusterer; null where the kind says it all. */
  subject: string | null;
  work: number;
}

export interface PastRun extends StageWork {
  seconds: number;
}

/**
 * A stage's work, from its stored parameters: what its time grows with where the rest is alike. Null for parameters of
 * an older form, of which nothing is to be learned any more.
 */
export function workOf(
  kind: StageKind,
  params: unknown,
  { sampleCount, preprocessing: { channels, size } }: StageData,
): StageWork | null {
  const of = (subject: string | null, each: number): StageWork => ({
    kind,
    subject,
    work: sampleCount * each,
  });
  switch (kind) {
    case 'PREPROCESS':
      return of(null, channels.length);
    case 'TRAIN': {
      const { data } = stageParams.TRAIN.safeParse(params);
      return data ? of(data.model.kind, data.model.epochs * size ** 2) : null;
    }
    case 'ENCODE': {
      const { data } = stageParams.ENCODE.safeParse(params);
      return data ? of(data.model.kind, size ** 2) : null;
    }
    case 'PROJECT': {
      const { data } = stageParams.PROJECT.safeParse(params);
      return data ? of(data.projection, 1) : null;
    }
    case 'CLUSTER': {
      const { data } = stageParams.CLUSTER.safeParse(params);
      return data
        ? of(data.clustering.algorithm, data.clustering.scanTo - data.clustering.scanFrom + 1)
        : null;
    }
    case 'SCORE':
      return of(null, 1);
  }
}

// Of the last runs those of the most similar size: neither time per sample nor start-up is the same for 20 and 20,000.
const NEAREST = 5;

/** Seconds that the work will take, by the median pace of the most similar past runs; null where there are none. */
export function secondsFor({ kind, subject, work }: StageWork, past: readonly PastRun[]): number | null {
  const distance = (run: PastRun) => Math.abs(Math.log(run.work / work));
  const paces = past
    .filter((run) => run.kind === kind && run.subject === subject && run.work > 0)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, NEAREST)
    .map((run) => run.seconds / run.work)
    .sort((a, b) => a - b);
  const middle = paces[Math.floor(paces.length / 2)];
  return middle === undefined ? null : middle * work;
}
