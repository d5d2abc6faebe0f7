import { importRequest, stageResult } from '@asterism/db';
import { MODEL_CARD_FORMAT, MODEL_CARD_VERSION, type ModelCard } from '@asterism/ml/params';
import { z } from 'zod';
import { modelOf, preprocessingOf } from '../experiments/records.ts';
import { type ExperimentParts, fileNames, type Trained } from './trainedModel.ts';

const facts = z.record(z.string(), z.unknown());
const CHOSEN_BY_THE_READER = { hdus: null, planes: null, channelAxis: null, groupBy: null };

/** Everything that is known of a trained model but its numbers; see docs/model-files.md. */
export function cardOf(experiment: ExperimentParts, trained: Trained, version: string): ModelCard {
  const { number, name, createdAt, seed, datasetVersion, environment, stages } = experiment;
  const preprocessing = preprocessingOf(experiment);
  const { parameterCount, epochs, bestEpoch, trainLoss, validationLoss } = trained.result;
  return {
    format: MODEL_CARD_FORMAT,
    formatVersion: MODEL_CARD_VERSION,
    product: { name: 'Asterism', version },
    experiment: { number, name, createdAt: createdAt.toISOString() },
    dataset: {
      name: datasetVersion.dataset.name,
      version: datasetVersion.number,
      contentHash: datasetVersion.contentHash,
      sampleCount: datasetVersion.sampleCount,
      reading: readingOf(datasetVersion.request),
    },
    preprocessing,
    image: {
      channels: preprocessing.channels.length,
      size: preprocessing.size,
      geometry: preprocessing.geometry,
    },
    model: modelOf(experiment),
    seed,
    training: { parameterCount, epochs, bestEpoch, trainLoss, validationLoss },
    scores: scoresOf(experiment, trained),
    environment: facts.catch({}).parse(environment ?? {}),
    stages: Object.fromEntries(
      stages.map(({ stage }) => [stage.kind, stage.key] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    weights: {
      file: fileNames(experiment).weights,
      format: 'safetensors',
      layout: 'pytorch',
      ...trained.weights,
    },
  };
}

function readingOf(request: unknown): ModelCard['dataset']['reading'] {
  const asked = importRequest.safeParse(request);
  if (!asked.success) return CHOSEN_BY_THE_READER;
  const { hdus, planes, channelAxis, groupBy } = asked.data;
  return { hdus, planes, channelAxis, groupBy };
}

function scoresOf(experiment: ExperimentParts, { result }: Trained): ModelCard['scores'] {
  const encoding = experiment.stages.find(
    ({ stage }) => stage.kind === 'ENCODE' && stage.status === 'SUCCEEDED',
  );
  const { mseWithoutSkips } = encoding
    ? stageResult.ENCODE.parse(encoding.stage.result)
    : { mseWithoutSkips: null };
  const { mse, psnr, ssim, msSsim, silhouette, daviesBouldin, calinskiHarabasz } = experiment;
  const { clusterCount, noiseCount } = experiment;
  const { activeUnits, embeddingSpread } = result;
  return {
    mse,
    psnr,
    ssim,
    msSsim,
    mseWithoutSkips,
    activeUnits,
    embeddingSpread,
    silhouette,
    daviesBouldin,
    calinskiHarabasz,
    clusterCount,
    noiseCount,
  };
}
