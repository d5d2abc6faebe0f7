import { expect, test } from 'vitest';
import { askedScore, preferred, scoresOf } from './scanScores.ts';

const SCAN = [
  { value: 2, silhouette: 0.5, daviesBouldin: 0.9, bic: null },
  { value: 3, silhouette: 0.4, daviesBouldin: 0.7, bic: 120 },
  { value: 4, silhouette: 0.5, daviesBouldin: 0.8, bic: 110 },
];

test('only scores with a value are offered', () => {
  expect(scoresOf(SCAN).map(({ key }) => key)).toEqual(['silhouette', 'daviesBouldin', 'bic']);
  expect(askedScore(scoresOf(SCAN), 'aic').key).toBe('silhouette');
  expect(askedScore(scoresOf(SCAN), 'bic').key).toBe('bic');
});

test('a score prefers its largest or its smallest value, and the first of equals', () => {
  const by = (key: string) => preferred(SCAN, askedScore(scoresOf(SCAN), key))?.value;
  expect(by('silhouette')).toBe(2);
  expect(by('daviesBouldin')).toBe(3);
  expect(by('bic')).toBe(4);
  expect(preferred([{ value: 2 }], askedScore([], null))).toBeNull();
});
