import { type BlobRef, type Db, stageResult } from '@asterism/db';
import { stageParams } from '@asterism/ml/chain';
import {
  CLUSTERING_ALGORITHMS,
  type ClusteringAlgorithm,
  type ModelParams,
  type PreprocessingParams,
} from '@asterism/ml/params';
import { z } from 'zod';

/** What a finished experiment left that new images are put through and held against. */
export interface TrainedExperiment {
  name: string;
  preprocessing: PreprocessingParams;
  model: ModelParams;
  /** SHA-256 of the weights. */
  weights: string;
  /** Of the images that it was trained on. */
  channelCount: number;
  algorithm: ClusteringAlgorithm;
  trained: {
    latents: BlobRef;
    labels: BlobRef;
    errors: BlobRef | null;
    /** On the map by principal components. */
    coordinates: BlobRef | null;
  };
}

const algorithmName = z.enum(CLUSTERING_ALGORITHMS);

/** Throws where the experiment is not finished. */
export async function trainedExperiment(db: Db, experimentId: string): Promise<TrainedExperiment> {
  const { number, stages: uses } = await db.experiment.findUniqueOrThrow({
    where: { id: experimentId },
    select: {
      number: true,
      stages: { include: { stage: { include: { projection: true, clustering: true } } } },
    },
  });
  const stages = uses.map(({ stage }) => stage);
  const only = (kind: (typeof stages)[number]['kind']) => {
    const stage = stages.find((other) => other.kind === kind && other.status === 'SUCCEEDED');
    if (!stage) throw new Error(`E-${number} has no finished ${kind} stage.`);
    return stage;
  };
  const images = only('PREPROCESS');
  const encoding = stageResult.ENCODE.parse(only('ENCODE').result);
  const { clustering } = only('CLUSTER');
  if (!clustering) throw new Error(`E-${number} has no labels.`);
  const { labelsSha256, sampleCount, algorithm } = clustering;
  const map = stages.find(({ projection }) => projection?.kind === 'PCA')?.projection;
  return {
    name: `E-${number}`,
    preprocessing: stageParams.PREPROCESS.parse(images.params).preprocessing,
    model: stageParams.TRAIN.parse(only('TRAIN').params).model,
    weights: stageResult.TRAIN.parse(only('TRAIN').result).weights.sha256,
    channelCount: await channelCountOf(db, images.datasetVersionId),
    algorithm: algorithmName.parse(algorithm),
    trained: {
      latents: encoding.latents,
      labels: { sha256: labelsSha256, dtype: 'int32', shape: [sampleCount] },
      errors: encoding.reconstructionErrors,
      coordinates: map
        ? { sha256: map.coordinatesSha256, dtype: 'float32', shape: [map.sampleCount, 2] }
        : null,
    },
  };
}

/** Every sample of a version that is trained on has the same number of channels. */
async function channelCountOf(db: Db, versionId: string): Promise<number> {
  const { content } = await db.sample.findFirstOrThrow({
    where: { versionId, index: 0 },
    select: { content: { select: { channelCount: true } } },
  });
  return content.channelCount;
}
