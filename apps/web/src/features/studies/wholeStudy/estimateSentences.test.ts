import { expect, test } from 'vitest';
import { reuseSentence, timeSentence } from './estimateSentences.ts';

const stage = (kind: 'TRAIN' | 'CLUSTER', count: number, reused: number, seconds: number | null) => ({
  kind,
  subject: null,
  count,
  reused,
  seconds,
});
const estimate = { experimentCount: 4, seconds: 90, secondsSaved: 30 };

test('how long it takes is told as far as past runs tell', () => {
  expect(timeSentence({ ...estimate, stages: [stage('TRAIN', 2, 1, 90)] })).toBe(
    'About 1 min 30 s of work by past runs here; less where stages run beside each other.',
  );
  const unknown = [stage('TRAIN', 2, 0, null), stage('CLUSTER', 2, 0, 5)];
  expect(timeSentence({ ...estimate, seconds: null, stages: unknown })).toBe(
    'At least 5.0 s of work. How long one kind of stages take is not known: nothing like them was run here yet.',
  );
  expect(timeSentence({ ...estimate, seconds: 0, stages: [stage('TRAIN', 2, 2, 0)] })).toMatch(
    /^Nothing is left/,
  );
});

test('what is reused is counted, trained models by themselves', () => {
  const stages = [stage('TRAIN', 2, 1, 90), stage('CLUSTER', 6, 2, 5)];
  expect(reuseSentence({ ...estimate, stages })).toBe(
    '3 of 8 stages were run before and are reused, 1 trained model among them: that saves 30 s.',
  );
  expect(reuseSentence({ ...estimate, stages: [stage('TRAIN', 2, 0, 90)] })).toBe(
    'None of the 2 stages was run before.',
  );
});
