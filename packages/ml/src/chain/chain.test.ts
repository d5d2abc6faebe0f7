import { expect, test } from 'vitest';
import { clusteringParams, modelParams, preprocessingParams } from '../params/index.ts';
import { type ChainInputs, chainOf as chainWith } from './chain.ts';

const chainOf = (of: ChainInputs) => chainWith(of, (identity) => JSON.stringify(identity));

const inputs: ChainInputs = {
  contentHash: 'data',
  preprocessing: preprocessingParams.parse({ channels: [0] }),
  model: modelParams.parse({ kind: 'CONV' }),
  projections: ['PCA'],
  clustering: clusteringParams.parse({ algorithm: 'KMEANS' }),
  seed: 1,
  numericEnvironment: 'native-t2',
};

const kinds = ['PREPROCESS', 'TRAIN', 'ENCODE', 'PROJECT', 'CLUSTER', 'SCORE'];

test('every stage comes after those that it reads', () => {
  const chain = chainOf(inputs);
  expect(chain.map(({ kind }) => kind)).toEqual(kinds);
  expect(chain.map(({ parents }) => parents)).toEqual([[], [0], [1, 0], [2], [2], [4, 2]]);
  expect(chain.filter((stage) => stage.numericEnvironment).map(({ kind }) => kind)).toEqual([
    'TRAIN',
    'ENCODE',
  ]);
});

test.each<[string, Partial<ChainInputs>, string[]]>([
  ['nothing', {}, []],
  ['the data', { contentHash: 'other' }, kinds],
  ['preprocessing', { preprocessing: { ...inputs.preprocessing, size: 64 } }, kinds],
  ['the model', { model: modelParams.parse({ kind: 'VAE' }) }, kinds.slice(1)],
  ['the seed', { seed: 2 }, kinds.slice(1)],
  ['the numeric environment', { numericEnvironment: 'wasm-t1' }, kinds.slice(1)],
  ['k', { clustering: clusteringParams.parse({ algorithm: 'KMEANS', scanTo: 9 }) }, ['CLUSTER', 'SCORE']],
])('a change of %s changes the keys from there on, no others', (_, change, changed) => {
  const before = chainOf(inputs);
  const after = chainOf({ ...inputs, ...change });
  expect(after.filter(({ key }, i) => key !== before[i]!.key).map(({ kind }) => kind)).toEqual(changed);
});

test('a projection asked for twice is made once', () => {
  expect(chainOf({ ...inputs, projections: ['PCA', 'PCA'] })).toHaveLength(6);
});
