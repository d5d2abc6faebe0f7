import { expect, test } from 'vitest';
import {
  chosenChannels,
  defaultForm,
  defaultModel,
  generalProblems,
  problemAt,
  toInput,
} from './newExperiment.ts';

test('the defaults leave the name to the server and scan k', () => {
  expect(toInput(defaultForm(), 'demo', 'v')).toEqual({
    workspace: 'demo',
    datasetVersionId: 'v',
    seed: 0,
    preprocessing: {
      channels: [0],
      normalization: 'PER_CHANNEL',
      alignment: 'NONE',
      geometry: 'CARTESIAN',
      stretch: 'LINEAR',
      lowerPercentile: 0,
      upperPercentile: 100,
      size: 128,
    },
    model: { kind: 'CONV', latentSize: 64, epochs: 30, batchSize: 16, learningRate: 0.001 },
    clustering: { algorithm: 'KMEANS', scanFrom: 2, scanTo: 6 },
  });
});

test('a fixed k is sent as such, and an empty number as one that is refused', () => {
  const input = toInput({ ...defaultForm(), clusterCount: 'FIXED', nClusters: 4, epochs: '' }, 'demo', 'v');
  expect([input.clustering?.params, input.model?.epochs]).toEqual([{ nClusters: 4 }, 0]);
});

test('another model brings its own defaults, and what is changed of its parameters is sent', () => {
  const form = { ...defaultForm(), ...defaultModel('CONTRASTIVE'), params: { widths: [8, 16], noise: 0 } };
  expect(toInput(form, 'demo', 'v').model).toEqual({
    kind: 'CONTRASTIVE',
    latentSize: 32,
    epochs: 120,
    batchSize: 64,
    learningRate: 0.002,
    params: { widths: [8, 16], noise: 0 },
  });
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

test('channels are those of the address, else those that the report would keep, else the first', () => {
  const version = { channelCount: 4, channelReport: { keep: [0, 2] } };
  expect(chosenChannels(version, '3.1.1')).toEqual([1, 3]);
  expect(chosenChannels(version, '9.x')).toEqual([0, 2]);
  expect(chosenChannels(version, null)).toEqual([0, 2]);
  expect(chosenChannels({ channelCount: null }, null)).toEqual([0]);
});
