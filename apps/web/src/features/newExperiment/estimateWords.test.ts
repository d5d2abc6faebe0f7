import { expect, test } from 'vitest';
import { stageName, stageWords, timeWords } from './estimateWords.ts';

const stage = (
  kind: 'TRAIN' | 'CLUSTER',
  subject: string,
  count: number,
  reused: number,
  seconds: number | null,
) => ({
  kind,
  subject,
  count,
  reused,
  seconds,
});
const train = stage('TRAIN', 'CONV', 1, 0, 42.4);
const cluster = stage('CLUSTER', 'KMEANS', 4, 1, 3);

test('stages by name, and what of them is reused or takes how long', () => {
  expect([stageName(train), stageWords(train)]).toEqual(['Train CONV', '42 s']);
  expect([stageName(cluster), stageWords(cluster)]).toEqual(['Cluster by k-means', '1 of 4 reused, 3.0 s']);
  expect(stageWords({ count: 1, reused: 1, seconds: 0 })).toBe('reused');
  expect(stageWords({ count: 4, reused: 0, seconds: null })).toBe('4 ×, not known');
});

test('the time in a sentence: known, known in part, and nothing left to run', () => {
  expect(timeWords({ stages: [train, cluster], seconds: 45.4, secondsSaved: 0.2 })).toBe(
    'About 45 s of work, by past runs on this machine.',
  );
  const unknown = stage('TRAIN', 'VAE', 1, 0, null);
  expect(timeWords({ stages: [unknown, cluster], seconds: null, secondsSaved: 0 })).toBe(
    'The time is not known yet: what is marked so was never run here. The rest takes about 3.0 s.',
  );
  expect(timeWords({ stages: [{ ...train, reused: 1 }], seconds: 0, secondsSaved: 61 })).toBe(
    'Nothing is left to run: the answer is there at once. What is reused took 1 min 1 s.',
  );
});
