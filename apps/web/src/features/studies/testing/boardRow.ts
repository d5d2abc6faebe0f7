import type { BoardRow } from '../board/boardDocument.ts';
import type { StudyRun } from '../studyDocument.ts';

/** A score of seeds that reached these values. */
export const seedScore = (...values: number[]) => ({
  count: values.length,
  mean: values.reduce((sum, value) => sum + value, 0) / values.length,
  min: Math.min(...values),
  max: Math.max(...values),
  standardDeviation: null,
});

/** A choice of a study with one experiment, without scores. */
export const boardRow = (known: Partial<BoardRow>): BoardRow => ({
  name: 'CONV 64',
  trainingName: 'CONV 64',
  modelName: 'CONV 64',
  preparationName: 'global',
  clustererName: 'k-means',
  experimentCount: 1,
  finishedCount: 1,
  isBestReconstruction: false,
  isBestClustering: false,
  preprocessing: {
    normalization: 'GLOBAL',
    alignment: 'NONE',
    geometry: 'CARTESIAN',
    channels: [0],
    size: 64,
    stretch: 'LINEAR',
    lowerPercentile: 0,
    upperPercentile: 100,
  },
  clustering: { algorithm: 'KMEANS', params: {}, scanFrom: 2, scanTo: 6 },
  experiments: [],
  mse: null,
  psnr: null,
  msSsim: null,
  silhouette: null,
  dbcv: null,
  stability: null,
  clusterCount: null,
  noiseCount: null,
  labelAgreement: null,
  ...known,
});

/** An experiment of a study. */
export const studyRun = (known: Partial<StudyRun> & { id: string }): StudyRun => ({
  number: 1,
  name: 'CONV 64',
  status: 'SUCCEEDED',
  createdAt: '2026-01-01T00:00:00.000Z',
  startedAt: null,
  finishedAt: null,
  seed: 0,
  tags: [],
  archived: false,
  datasetVersion: null,
  model: null,
  preprocessing: null,
  clustering: { algorithm: 'KMEANS', params: {}, scanFrom: 2, scanTo: 6 },
  progress: { stage: null, fraction: 0, epoch: null, epochs: null, secondsLeft: null },
  metrics: null,
  scan: [],
  dataset: null,
  study: null,
  failure: null,
  ...known,
});
