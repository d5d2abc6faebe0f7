import { expect, test } from 'vitest';
import { dimensionsByActivity } from './dimensionActivity.ts';
import { activitySentence, skipSentence, spreadSentence } from './health.ts';

test('what survives without skips is said by how much the error rises', () => {
  expect(skipSentence({ mse: 0.01, mseWithoutSkips: 0.011 })).toMatch(/nearly all of the reconstruction/);
  expect(skipSentence({ mse: 0.001, mseWithoutSkips: 0.02 })).toMatch(
    /0\.02 instead of 0\.001, 20 times as much \(13 dB\)\. So much of/,
  );
  expect(skipSentence({ mse: 0.01, mseWithoutSkips: 0.011, activeUnits: 0 })).toMatch(/: nothing that tells/);
  expect(skipSentence({ mse: 0.001, mseWithoutSkips: null })).toBeNull();
});

test('active dimensions and the spread of embeddings are told of the models that have them', () => {
  expect(activitySentence({ activeUnits: 3 }, 8)).toMatch(/^3 of 8 latent dimensions are active;/);
  expect(activitySentence({ activeUnits: 8 }, 8)).toMatch(/^All 8/);
  expect(activitySentence({ activeUnits: 0 }, 8)).toMatch(/^None of the 8/);
  expect(activitySentence({}, 8)).toBeNull();
  expect(spreadSentence({ embeddingSpread: 0.4321 })).toMatch(/^43\.2 %/);
  expect(spreadSentence({})).toBeNull();
});

test('dimensions are ordered by their variance over the samples', () => {
  // Columns: constant, ±1, far from zero and ±2, ±1.
  const latents = Float32Array.of(5, 1, 1002, -1, 5, -1, 998, 1);
  expect(dimensionsByActivity(latents, 4)).toEqual([
    { dimension: 2, variance: 4 },
    { dimension: 1, variance: 1 },
    { dimension: 3, variance: 1 },
    { dimension: 0, variance: 0 },
  ]);
  expect(dimensionsByActivity(new Float32Array(), 2).map(({ variance }) => variance)).toEqual([0, 0]);
});
