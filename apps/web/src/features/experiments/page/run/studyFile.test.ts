import { expect, test } from 'vitest';
import { studyFileOf } from './studyFile.ts';

const EXPERIMENT: Parameters<typeof studyFileOf>[0] = {
  name: 'A "first": look',
  number: 7,
  seed: 3,
  preprocessing: {
    channels: [0, 2],
    alignment: 'CENTER',
    geometry: 'CARTESIAN',
    normalization: 'GLOBAL',
    size: 64,
    stretch: 'LINEAR',
    lowerPercentile: 0.5,
    upperPercentile: 99.5,
  },
  model: {
    kind: 'CONV',
    latentSize: 16,
    epochs: 4,
    batchSize: 8,
    learningRate: 0.001,
    params: { validationShare: 0.1 },
    parameterCount: 1234,
  },
  clustering: { algorithm: 'KMEANS', params: { nInit: 10 }, scanFrom: 2, scanTo: 6 },
  projections: [{ kind: 'PCA' }, { kind: 'TSNE' }],
};

test('an experiment is written as a study of one, with every choice that was made', () => {
  expect(studyFileOf(EXPERIMENT)).toBe(`# E-7. Run it again with: npx asterism run FILE --dataset NAME --wait

name: 'A "first": look'
preprocessings:
  - { channels: [ 0, 2 ], alignment: CENTER, geometry: CARTESIAN, normalization: GLOBAL, size: 64, stretch: LINEAR, lowerPercentile: 0.5, upperPercentile: 99.5 }
models:
  - { kind: CONV, latentSize: 16, epochs: 4, batchSize: 8, learningRate: 0.001, params: { validationShare: 0.1 } }
clusterings:
  - { algorithm: KMEANS, params: { nInit: 10 }, scanFrom: 2, scanTo: 6 }
projections: [ PCA, TSNE ]
seeds: [ 3 ]
`);
});
