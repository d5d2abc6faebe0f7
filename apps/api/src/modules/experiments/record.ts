import { type DbTransaction, type Experiment, emitEvent, type Prisma } from '@asterism/db';
import { sendJob } from '@asterism/jobs';
import {
  type ClusteringParams,
  fixedValueOf,
  type ModelParams,
  type PreprocessingParams,
  type ProjectionKind,
} from '@asterism/ml/params';
import type { Caller } from '../../auth/caller.ts';

/** Everything that an experiment is asked to do. */
export interface NewExperiment {
  name: string;
  tags: string[];
  seed: number;
  preprocessing: PreprocessingParams;
  model: ModelParams;
  projections: ProjectionKind[];
  clustering: ClusteringParams;
}

export interface ExperimentOwner {
  workspaceId: string;
  versionId: string;
  studyId: string | null;
  caller: Caller;
}

/** Writes QUEUED experiments with the next numbers of the workspace and has a worker plan each, in the caller's transaction. */
export async function recordExperiments(
  tx: DbTransaction,
  { workspaceId, versionId, studyId, caller }: ExperimentOwner,
  list: readonly NewExperiment[],
): Promise<Experiment[]> {
  // The update locks the row: numbers are given out one transaction at a time.
  const { lastExperimentNumber } = await tx.workspace.update({
    where: { id: workspaceId },
    data: { lastExperimentNumber: { increment: list.length } },
    select: { lastExperimentNumber: true },
  });
  const first = lastExperimentNumber - list.length + 1;
  const experiments = await tx.experiment.createManyAndReturn({
    data: list.map(
      (experiment, i): Prisma.ExperimentCreateManyInput => ({
        ...experiment,
        workspaceId,
        number: first + i,
        datasetVersionId: versionId,
        studyId,
        createdById: caller.user.id,
      }),
    ),
  });
  for (const { id } of experiments) {
    await sendJob(tx, 'experiment.plan', { experimentId: id }, { jobKey: `plan:${id}` });
    await emitEvent(tx, { workspaceId, experimentId: id });
  }
  return experiments.sort((a, b) => a.number - b.number);
}

/** A name that tells experiments apart: model, latent size, channels, preprocessing where it is chosen, clusters. */
export function experimentName({
  preprocessing,
  model,
  clustering,
  seed,
}: Omit<NewExperiment, 'name'>): string {
  const parts = [
    `${model.kind.replace('_', ' ')} ${model.latentSize}`,
    `channels ${preprocessing.channels.join(' ')}`,
    preprocessing.normalization.toLowerCase().replace('_', ' '),
    ...preprocessingWords(preprocessing),
    clusteringWords(clustering),
  ];
  return seed === 0 ? parts.join(' · ') : [...parts, `seed ${seed}`].join(' · ');
}

const CLUSTERER_WORDS = { KMEANS: 'k', GMM: 'GMM k', HDBSCAN: 'HDBSCAN' } as const;

function clusteringWords(clustering: ClusteringParams): string {
  const { algorithm, scanFrom, scanTo } = clustering;
  return `${CLUSTERER_WORDS[algorithm]} ${fixedValueOf(clustering) ?? `${scanFrom}–${scanTo}`}`;
}

function preprocessingWords(params: PreprocessingParams): string[] {
  const { alignment, geometry, stretch, lowerPercentile, upperPercentile } = params;
  return [
    ...(lowerPercentile > 0 || upperPercentile < 100 ? [`${lowerPercentile}–${upperPercentile} %`] : []),
    ...(stretch === 'LINEAR' ? [] : [stretch.toLowerCase()]),
    ...(alignment === 'NONE' ? [] : [alignment.toLowerCase()]),
    ...(geometry === 'CARTESIAN' ? [] : [geometry.toLowerCase()]),
  ];
}
