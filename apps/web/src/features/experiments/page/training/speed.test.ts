import { expect, test } from 'vitest';
import { speedOf, speedSentence } from './speed.ts';

const model = {
  kind: 'CONV',
  latentSize: 8,
  epochs: 3,
  batchSize: 8,
  learningRate: 0.001,
  params: { validationShare: 0.2 },
  parameterCount: null,
} as const;
const curve = [50, 100, 200].map((imagesPerSecond, i) => ({
  epoch: i + 1,
  trainLoss: 1,
  validationLoss: null,
  imagesPerSecond,
}));

test('an epoch takes its training images by the speed, without those held back', () => {
  const points = speedOf({ curve, model, datasetVersion: { id: 'v', number: 1, sampleCount: 125 } });
  expect(points.map(({ secondsPerEpoch }) => secondsPerEpoch)).toEqual([2, 1, 0.5]);
  expect(speedSentence(points, 4)).toBe(
    'Median 100 images a second, 1 s an epoch. The whole training took 4.0 s.',
  );
  expect(speedOf({ curve, model: null, datasetVersion: null })[0]?.secondsPerEpoch).toBeNull();
});

test('epochs that were not timed are left out', () => {
  const [first] = curve;
  expect(speedOf({ curve: [{ ...first!, imagesPerSecond: null }], model, datasetVersion: null })).toEqual([]);
  expect(speedSentence([], null)).toBe('');
});
