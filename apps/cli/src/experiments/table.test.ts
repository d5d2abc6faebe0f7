import { expect, test } from 'vitest';
import { formatTable, type Row, score } from './table.ts';

const row: Row = {
  id: 'x',
  number: 7,
  name: 'a name',
  status: 'RUNNING',
  createdAt: '2030-01-01T00:00:00Z',
  startedAt: null,
  finishedAt: null,
  seed: 0,
  tags: [],
  dataset: { name: 'discs' },
  datasetVersion: { number: 2 },
  preprocessing: null,
  model: null,
  clustering: { algorithm: 'KMEANS', params: {} },
  progress: { stage: 'TRAIN', fraction: 0.619, epoch: 3, epochs: 9 },
  metrics: null,
  failure: null,
};

test('columns are as wide as their longest entry, numbers to the right', () => {
  const metrics = {
    mse: 0.012345,
    psnr: null,
    silhouette: 0.5531,
    daviesBouldin: null,
    calinskiHarabasz: null,
    clusterCount: 12,
    noiseCount: 0,
  };
  expect(formatTable([row, { ...row, number: 12, status: 'SUCCEEDED', metrics }])).toEqual([
    'ID    STATUS      K  SILHOUETTE     MSE  DATA     NAME',
    'E-7   61 %        -           -       -  discs@2  a name',
    'E-12  succeeded  12        .553  0.0123  discs@2  a name',
  ]);
});

test('scores go without their zero', () => {
  expect([0.5531, -0.25, 1, null].map(score)).toEqual(['.553', '-.250', '1.000', '-']);
});
