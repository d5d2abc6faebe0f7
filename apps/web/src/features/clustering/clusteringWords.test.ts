import { expect, test } from 'vitest';
import { choiceSentence } from './choiceSentence.ts';
import { clusteringSummary, single } from './clusteringSummary.ts';
import { borderOf, stabilityWord } from './stability.ts';

const scan = { scanFrom: 5, scanTo: 30 };

test('a line says what clustered and what came out', () => {
  const hdbscan = { algorithm: 'HDBSCAN', params: { minClusterSize: 5 }, ...scan };
  expect(clusteringSummary(hdbscan, single(4), single(12))).toBe('HDBSCAN 5 → 4 clusters, 12 noise');
  expect(clusteringSummary({ ...hdbscan, params: {} }, single(1), single(0))).toBe(
    'HDBSCAN 5–30 → 1 cluster',
  );
  expect(clusteringSummary(hdbscan, { from: 3, to: 5 }, { from: 0, to: 1200 })).toBe(
    'HDBSCAN 5 → 3–5 clusters, 0–1\u2009200 noise',
  );
  expect(clusteringSummary({ algorithm: 'KMEANS', params: {}, ...scan }, single(2))).toBe(
    'k-means → 2 clusters',
  );
  expect(clusteringSummary({ algorithm: 'GMM', params: null, ...scan })).toBe('GMM');
});

test('the choice stands without the warnings that are shown by themselves', () => {
  const warnings = [{ message: 'The structure is weak.' }, { message: 'Not stable: .42.' }];
  expect(choiceSentence('k = 2 is best. The structure is weak. Not stable: .42.', warnings)).toBe(
    'k = 2 is best.',
  );
  expect(choiceSentence(null, warnings)).toBe('');
});

test('the border are members that stay too seldom; those not drawn are not known', () => {
  const border = borderOf([0.74, 0.75, Number.NaN, 0.1, 0.2], [0, 0, 0, 1, -1]);
  expect(border.map(({ index }) => index)).toEqual([3, 0]);
});

test('a stability is read as Hennig reads it', () => {
  expect([0.9, 0.85, 0.75, 0.6, 0.59].map(stabilityWord)).toEqual([
    'highly stable',
    'highly stable',
    'stable',
    'doubtful',
    'not stable',
  ]);
});
