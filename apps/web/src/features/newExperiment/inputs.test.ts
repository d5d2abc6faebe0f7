import { expect, test } from 'vitest';
import { experimentCount, severalOf, toExperimentInput, toStudyInput } from './inputs.ts';
import { generalProblems, problemAt } from './problems.ts';
import { clustererOf, type FormValues, modelOf, NOTHING_RECOMMENDED, recommendedForm } from './values.ts';

const one: FormValues = recommendedForm(NOTHING_RECOMMENDED, 90);
const study: FormValues = {
  ...one,
  isStudy: true,
  normalizations: ['GLOBAL', 'PER_CHANNEL'],
  models: [modelOf('CONV', NOTHING_RECOMMENDED), modelOf('VAE', NOTHING_RECOMMENDED)],
  clusterers: [
    { ...clustererOf('KMEANS', 90), clusterCount: 'FIXED', fixedValues: '2, 3' },
    { ...clustererOf('HDBSCAN', 90), params: { minSamples: 2 } },
  ],
  seeds: '0, 7',
};

test('a fixed k is sent as such, and an empty number as one that is refused', () => {
  const form: FormValues = {
    ...one,
    clusterers: [
      { ...clustererOf('HDBSCAN', 90), clusterCount: 'FIXED', fixedValues: 7, params: { minSamples: 2 } },
    ],
    models: [{ ...one.models[0]!, epochs: '', params: { widths: [8, 16] } }],
  };
  const input = toExperimentInput({ ...form, name: ' Mine ' }, 'demo', 'v');
  expect(input.name).toBe('Mine');
  expect(input.clustering?.params).toEqual({ minClusterSize: 7, minSamples: 2 });
  expect(input.model).toMatchObject({ epochs: 0, params: { widths: [8, 16] } });
});

test('every combination of a study is an experiment, and each fixed k a clustering', () => {
  const { preprocessings, models, clusterings, seeds } = toStudyInput(study, 'demo', 'v');
  expect(preprocessings.map(({ normalization }) => normalization)).toEqual(['GLOBAL', 'PER_CHANNEL']);
  expect(models.map(({ kind }) => kind)).toEqual(['CONV', 'VAE']);
  expect(clusterings.map(({ algorithm, params }) => [algorithm, params])).toEqual([
    ['KMEANS', { nClusters: 2 }],
    ['KMEANS', { nClusters: 3 }],
    ['HDBSCAN', { minSamples: 2 }],
  ]);
  expect(seeds).toEqual([0, 7]);
  expect(experimentCount(study)).toBe(24);
});

test('of an experiment the first of each counts, and the others are there again in a study', () => {
  const form = { ...study, isStudy: false };
  expect(experimentCount(form)).toBe(1);
  expect(toExperimentInput(form, 'demo', 'v')).toMatchObject({
    preprocessing: { normalization: 'GLOBAL' },
    model: { kind: 'CONV' },
    clustering: { params: { nClusters: 2 } },
    seed: 0,
  });
});

test('whole numbers are read between commas and spaces; another word is refused by the server', () => {
  expect([severalOf(' 2, 3  5'), severalOf(4), severalOf('2, x'), severalOf('')]).toEqual([
    [2, 3, 5],
    [4],
    [2, -1],
    [-1],
  ]);
});

test('problems go to their field, of an experiment as of a study, and others are kept apart', () => {
  const problems = [
    { code: 'A', message: 'too few', path: ['model', 'epochs'] },
    { code: 'B', message: 'unknown', path: ['preprocessings', '1', 'channels', '1'] },
    { code: 'C', message: 'elsewhere', path: null },
    { code: 'D', message: 'not ready', path: ['datasetVersionId'] },
    { code: 'E', message: 'the third clustering', path: ['clusterings', '2', 'scanTo'] },
    { code: 'F', message: 'the same twice', path: ['clusterings', '1'] },
    { code: 'G', message: 'no seed', path: ['seed'] },
  ];
  const at = (...place: (string | number)[]) => problemAt(problems, study, ...place);
  expect(at('models', 0, 'epochs')).toBe('too few');
  expect(at('models', 0, 'batchSize')).toBeUndefined();
  expect([at('preprocessings', 1, 'channels'), at('preprocessings', 0, 'channels')]).toEqual([
    'unknown',
    undefined,
  ]);
  // Two fixed k made two clusterings of the first clusterer.
  expect(at('clusterings', 1, 'scanTo')).toBe('the third clustering');
  expect(at('seeds')).toBe('no seed');
  expect(generalProblems(problems, study).map(({ code }) => code)).toEqual(['C', 'D', 'F']);
});
