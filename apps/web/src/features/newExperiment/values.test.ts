import { expect, test } from 'vitest';
import { toExperimentInput } from './inputs.ts';
import {
  chosenChannels,
  clustererOf,
  modelOf,
  NOTHING_RECOMMENDED,
  type Recommended,
  recommendedForm,
} from './values.ts';

const RECOMMENDED: Recommended = {
  preprocessing: {
    channels: [0, 2],
    normalization: 'PER_CHANNEL',
    alignment: 'DEPROJECT',
    geometry: 'POLAR',
    stretch: 'LINEAR',
    lowerPercentile: 0,
    upperPercentile: 100,
    size: 64,
  },
  model: { kind: 'CONTRASTIVE', latentSize: 8, epochs: 77, batchSize: 64, learningRate: 0.002 },
  clustering: { scanFrom: 2, scanTo: 6 },
};

test('the form opens as is recommended, leaves the name to the server and scans k', () => {
  expect(toExperimentInput(recommendedForm(RECOMMENDED, 5000), 'demo', 'v')).toEqual({
    workspace: 'demo',
    datasetVersionId: 'v',
    seed: 0,
    preprocessing: RECOMMENDED.preprocessing,
    model: RECOMMENDED.model,
    clustering: { algorithm: 'KMEANS', scanFrom: 2, scanTo: 6, params: {} },
    projections: ['PCA'],
  });
  expect(recommendedForm(RECOMMENDED, 90).projections).toEqual(['PCA', 'TSNE', 'UMAP']);
});

test('another clusterer brings the range that it is scanned by, another model its own defaults', () => {
  expect(clustererOf('HDBSCAN', 90)).toMatchObject({ scanFrom: 5, scanTo: 30, fixedValues: 5 });
  expect(clustererOf('GMM', 60).scanTo).toBe(10);
  expect(modelOf('CONV', RECOMMENDED)).toEqual({
    kind: 'CONV',
    latentSize: 64,
    epochs: 30,
    batchSize: 16,
    learningRate: 0.001,
    params: {},
  });
  expect(modelOf('CONTRASTIVE', RECOMMENDED).epochs).toBe(77);
  expect(modelOf('CONTRASTIVE', NOTHING_RECOMMENDED).epochs).toBe(120);
});

test('channels are those of the address, as far as there are such, else those that are recommended', () => {
  expect(chosenChannels(4, [0, 2], '3.1.1')).toEqual([1, 3]);
  expect(chosenChannels(4, [0, 2], '9.x')).toEqual([0, 2]);
  expect(chosenChannels(4, [0, 2], null)).toEqual([0, 2]);
  expect(chosenChannels(null, [0], '1')).toEqual([0]);
});
