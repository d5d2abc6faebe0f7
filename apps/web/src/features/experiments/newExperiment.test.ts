import { expect, test } from 'vitest';
import {
  chosenChannels,
  clusterValues,
  generalProblems,
  modelValues,
  NOTHING_RECOMMENDED,
  problemAt,
  type Recommended,
  recommendedForm,
  toInput,
} from './newExperiment.ts';

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
  expect(toInput(recommendedForm(RECOMMENDED, 5000), 'demo', 'v')).toEqual({
    workspace: 'demo',
    datasetVersionId: 'v',
    seed: 0,
    preprocessing: RECOMMENDED.preprocessing,
    model: RECOMMENDED.model,
    clustering: { algorithm: 'KMEANS', scanFrom: 2, scanTo: 6, params: {} },
    projections: ['PCA'],
  });
});

test('a fixed k is sent as such, and an empty number as one that is refused', () => {
  const input = toInput(
    { ...recommendedForm(RECOMMENDED, 150), clusterCount: 'FIXED', fixedValue: 4, epochs: '' },
    'demo',
    'v',
  );
  expect([input.clustering?.params, input.model?.epochs]).toEqual([{ nClusters: 4 }, 0]);
});

test('another clusterer brings the range and the parameter that it is scanned by', () => {
  const form = { ...recommendedForm(RECOMMENDED, 90), ...clusterValues('HDBSCAN', 90) };
  expect(toInput(form, 'demo', 'v')).toMatchObject({
    clustering: { algorithm: 'HDBSCAN', scanFrom: 5, scanTo: 30, params: {} },
    projections: ['PCA', 'TSNE', 'UMAP'],
  });
  const fixed = {
    ...form,
    clusterCount: 'FIXED' as const,
    fixedValue: 7,
    clusterParams: { minSamples: 2 },
  };
  expect(toInput(fixed, 'demo', 'v').clustering?.params).toEqual({ minClusterSize: 7, minSamples: 2 });
  expect(clusterValues('GMM', 60).scanTo).toBe(6);
});

test('another model brings its own defaults, the recommended one what is recommended', () => {
  const form = recommendedForm(RECOMMENDED, 150);
  const conv = { ...form, ...modelValues('CONV', RECOMMENDED), params: { widths: [8, 16] } };
  expect(toInput(conv, 'demo', 'v').model).toEqual({
    kind: 'CONV',
    latentSize: 64,
    epochs: 30,
    batchSize: 16,
    learningRate: 0.001,
    params: { widths: [8, 16] },
  });
  expect(modelValues('CONTRASTIVE', RECOMMENDED).epochs).toBe(77);
  expect(modelValues('CONTRASTIVE', NOTHING_RECOMMENDED).epochs).toBe(120);
});

test('problems go to their field, others are kept apart', () => {
  const problems = [
    { message: 'too few', path: ['model', 'epochs'] },
    { message: 'unknown', path: ['preprocessing', 'channels', '1'] },
    { message: 'elsewhere', path: null },
    { message: 'not ready', path: ['datasetVersionId'] },
  ];
  expect(problemAt(problems, 'model', 'epochs')).toBe('too few');
  expect(problemAt(problems, 'preprocessing', 'channels')).toBe('unknown');
  expect(problemAt(problems, 'model', 'batchSize')).toBeUndefined();
  expect(generalProblems(problems).map((p) => p.message)).toEqual(['elsewhere', 'not ready']);
});

test('channels are those of the address, as far as there are such, else those that are recommended', () => {
  expect(chosenChannels(4, [0, 2], '3.1.1')).toEqual([1, 3]);
  expect(chosenChannels(4, [0, 2], '9.x')).toEqual([0, 2]);
  expect(chosenChannels(4, [0, 2], null)).toEqual([0, 2]);
  expect(chosenChannels(null, [0], '1')).toEqual([0]);
});
