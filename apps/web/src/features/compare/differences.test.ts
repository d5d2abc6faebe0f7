import { expect, test } from 'vitest';
import { differenceSummary, differencesOf } from './differences.ts';

const DIFFERENCES = differencesOf(
  {
    seed: [0, 4, 0],
    'clustering.params.minClusterSize': [null, 3, null],
    'model.params.flip': [true, false, true],
    'model.kind': ['CONV', 'VAE', 'DENSE'],
    'preprocessing.normalization': ['PER_CHANNEL', 'GLOBAL', 'GLOBAL'],
    'preprocessing.channels': [[0], [0, 1], [0]],
    datasetVersion: ['one', 'two', 'one'],
  },
  (id) => `discs, version ${id}`,
);

test('differences are in the order of the chain and in words', () => {
  expect(DIFFERENCES.map(({ part, name, values }) => [part, name, ...values])).toEqual([
    ['data', 'version', 'discs, version one', 'discs, version two', 'discs, version one'],
    ['preparation', 'normalisation', 'per channel', 'global', 'global'],
    ['preparation', 'channels', '0', '0, 1', '0'],
    ['model', 'flip', 'yes', 'no', 'yes'],
    ['model', 'kind', 'CONV', 'VAE', 'DENSE'],
    ['clusterer', 'min cluster size', '–', '3', '–'],
    ['', 'seed', '0', '4', '0'],
  ]);
});

test('the value that most have is no news; where there is none all are', () => {
  const rare = new Map(DIFFERENCES.map(({ path, isRare }) => [path, isRare]));
  expect(rare.get('preprocessing.normalization')).toEqual([true, false, false]);
  expect(rare.get('model.kind')).toEqual([false, false, false]);
});

test('a summary names what differs by part', () => {
  expect(differenceSummary(DIFFERENCES)).toBe(
    'data (version); preparation (normalisation, channels); model (flip, kind); clusterer (min cluster size); seed',
  );
  const many = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`model.${name}`, [1, 2]]));
  expect(differenceSummary(differencesOf(many, String))).toBe('model (a, b, c, d, 2 more)');
});
