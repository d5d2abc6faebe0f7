import {
  checkpoint,
  clusteringWarnings,
  type Db,
  type DbTransaction,
  type Stage,
  type StageKind,
  scoreEstimates,
  stageResult,
} from '@asterism/db';
import { stageParams } from '@asterism/ml/chain';
import { CLUSTERING_ALGORITHMS } from '@asterism/ml/params';
import { z } from 'zod';
import type { Task, TaskOf } from '../children/tasks.ts';
import { LISTED, type ListedSample, listSample, PAGE_SAMPLES, packPage } from './samplePages.ts';

type Reader = Db | DbTransaction;
type Builder<Kind extends StageKind> = (
  db: Reader,
  stage: Stage,
  parents: readonly Stage[],
) => Promise<TaskOf<Kind>>;

/** What a stage's child is to do, from its row and those of the stages that it reads. */
export async function buildTask(db: Reader, stage: Stage): Promise<Task> {
  const inputs = await db.stageInput.findMany({ where: { stageId: stage.id }, include: { parent: true } });
  return BUILDERS[stage.kind](
    db,
    stage,
    inputs.map(({ parent }) => parent),
  );
}

const BUILDERS: { [Kind in StageKind]: Builder<Kind> } = {
  async PREPROCESS(db, stage) {
    const { datasetVersionId: versionId } = stage;
    return {
      kind: 'PREPROCESS',
      params: stageParams.PREPROCESS.parse(stage.params).preprocessing,
      ...(await listSamples(db, versionId)),
    };
  },
  async TRAIN(_, stage, parents) {
    return {
      kind: 'TRAIN',
      ...stageParams.TRAIN.parse(stage.params),
      ...imagesOf(parents),
      checkpoint: stage.checkpoint === null ? null : checkpoint.parse(stage.checkpoint),
    };
  },
  async ENCODE(_, stage, parents) {
    return {
      kind: 'ENCODE',
      ...stageParams.ENCODE.parse(stage.params),
      ...imagesOf(parents),
      weights: resultOf(parents, 'TRAIN').weights.sha256,
    };
  },
  async PROJECT(_, stage, parents) {
    return {
      kind: 'PROJECT',
      ...stageParams.PROJECT.parse(stage.params),
      latents: resultOf(parents, 'ENCODE').latents,
    };
  },
  async CLUSTER(_, stage, parents) {
    return {
      kind: 'CLUSTER',
      ...stageParams.CLUSTER.parse(stage.params),
      latents: resultOf(parents, 'ENCODE').latents,
    };
  },
  async SCORE(db, stage, parents) {
    const parent = parents.find(({ kind }) => kind === 'CLUSTER');
    const { scan, ...labelling } = await db.clustering.findUniqueOrThrow({
      where: { stageId: parent?.id ?? '' },
      include: { scan: { orderBy: { value: 'asc' } } },
    });
    return {
      kind: 'SCORE',
      ...stageParams.SCORE.parse(stage.params),
      latents: resultOf(parents, 'ENCODE').latents,
      labels: { sha256: labelling.labelsSha256, dtype: 'int32', shape: [labelling.sampleCount] },
      algorithm: z.enum(CLUSTERING_ALGORITHMS).parse(labelling.algorithm),
      scan: scan.map(({ stageId: _, noiseCount, estimates, ...point }) => ({
        ...point,
        noiseCount: noiseCount ?? 0,
        estimates: scoreEstimates.parse(estimates),
      })),
      reference: labelling.reference,
      reducedTo: labelling.reducedTo,
      warnings: clusteringWarnings.parse(labelling.warnings),
    };
  },
};

/** The model of a TRAIN stage and the images that it was trained on, for whoever decodes with its weights. */
export async function trainedImagesOf(db: Reader, trainStageId: string) {
  const stage = await db.stage.findUniqueOrThrow({
    where: { id: trainStageId },
    include: { parents: { include: { parent: true } } },
  });
  const { model } = stageParams.TRAIN.parse(stage.params);
  return { ...imagesOf(stage.parents.map(({ parent }) => parent)), model };
}

/** A page at a time: of all samples at once the rows alone would be some hundred megabytes. */
async function listSamples(db: Reader, versionId: string) {
  const sampleCount = await db.sample.count({ where: { versionId } });
  const pages: Uint8Array<ArrayBuffer>[] = [];
  for (let from = 0; from < sampleCount; from += PAGE_SAMPLES) pages.push(packPage(await rowsFrom(from)));
  return { sampleCount, pages };

  async function rowsFrom(from: number): Promise<ListedSample[]> {
    const samples = await db.sample.findMany({
      where: { versionId, index: { gte: from, lt: from + PAGE_SAMPLES } },
      orderBy: { index: 'asc' },
      select: { index: true, content: { select: LISTED } },
    });
    return samples.map(({ index, content }) => listSample(index, content));
  }
}

/** What models take of a PREPROCESS stage, whose record is for people: the images and how they are laid out. */
function imagesOf(parents: readonly Stage[]) {
  const { images, mask } = resultOf(parents, 'PREPROCESS');
  const { params } = parents.find(({ kind }) => kind === 'PREPROCESS') ?? { params: null };
  const { geometry } = stageParams.PREPROCESS.parse(params).preprocessing;
  return { images, mask, geometry };
}

function resultOf<Kind extends 'PREPROCESS' | 'TRAIN' | 'ENCODE'>(parents: readonly Stage[], kind: Kind) {
  const parent = parents.find((stage) => stage.kind === kind);
  if (!parent) throw new Error(`The stage does not read a ${kind} stage.`);
  return stageResult[kind].parse(parent.result) as z.infer<(typeof stageResult)[Kind]>;
}
