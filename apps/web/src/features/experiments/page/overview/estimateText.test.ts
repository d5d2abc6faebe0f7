import { expect, test } from 'vitest';
import { estimateText } from './estimateText.ts';

test('an estimate says from how many samples, how well it is known, and by which seed', () => {
  const estimates = [
    { score: 'silhouette', sampleCount: 20_000, standardError: 0.0021, seed: 0 },
    { score: 'dbcv', sampleCount: 5000, standardError: null, seed: 3 },
  ];
  expect(estimateText(estimates, 100_000)).toMatch(
    /^The silhouette is estimated from 20.000 of 100.000 samples, give or take \.002 \(seed 0\)\. The DBCV is estimated from 5.000 of 100.000 samples \(seed 3\)\.$/,
  );
  expect(estimateText([], 150)).toBe('');
});
