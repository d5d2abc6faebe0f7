import type { ListedExperiment } from '../experiments/list/useListings.ts';

// Long ago, so that the pictures of this page stay as they are.
const THEN = '2025-03-01T09:30:00Z';

const OVER: ListedExperiment = {
  id: '42',
  number: 42,
  name: 'conv 64 / per channel / k-means',
  status: 'SUCCEEDED',
  createdAt: THEN,
  startedAt: THEN,
  finishedAt: '2025-03-01T09:33:05Z',
  datasetVersion: { id: 'v1', number: 1 },
  model: { kind: 'CONV', latentSize: 64 },
  preprocessing: { channels: [0], normalization: 'PER_CHANNEL', size: 128 },
  clustering: { algorithm: 'KMEANS', params: {}, scanFrom: 2, scanTo: 6 },
  progress: { stage: null, fraction: 1, epoch: null, epochs: null, secondsLeft: null },
  metrics: { mse: 0.0123, silhouette: 0.553, clusterCount: 3, noiseCount: 0 },
  failure: null,
  tags: [],
  archived: false,
  dataset: { id: 'discs', name: 'Discs' },
  study: null,
  seed: 17,
  lossCurve: [0.9, 0.4, 0.22, 0.16, 0.13, 0.12],
  alignment: { alignment: 'NONE' },
  scores: { stability: 0.91, msSsim: 0.914 },
  createdBy: { id: 'ada', name: 'Ada Lovelace' },
};

/** One that is done, one with a long name, tags and noise, one that runs, one that failed. */
export const ROWS: readonly ListedExperiment[] = [
  OVER,
  {
    ...OVER,
    id: '41',
    number: 41,
    name: 'A name as long as somebody wrote it who wanted all of its choices to be read in it at once, and more',
    tags: ['gap', 'for the paper of next spring'],
    archived: true,
    metrics: { mse: 0.0456, silhouette: -0.041, clusterCount: 12, noiseCount: 20 },
  },
  {
    ...OVER,
    id: '43',
    number: 43,
    name: 'resnet / deprojected / Gaussian mixture',
    status: 'RUNNING',
    finishedAt: null,
    progress: { stage: 'TRAIN', fraction: 0.61, epoch: 18, epochs: 30, secondsLeft: 48 },
    metrics: null,
    scores: null,
  },
  {
    ...OVER,
    id: '10044',
    number: 10_044,
    name: 'dense 8',
    status: 'FAILED',
    failure: { code: 'LOSS_INFINITE', message: 'The loss became infinite in epoch 3.' },
    metrics: null,
    scores: null,
  },
];
