import { expect, test } from 'vitest';
import { bestSentence, marksOf, scoresAmong } from './comparedScores.ts';

const ROWS = [
  { name: 'E-1', silhouette: 0.5, daviesBouldin: 0.9, mse: 0.002, dbcv: null },
  { name: 'E-2', silhouette: 0.7, daviesBouldin: 0.4, mse: 0.002, dbcv: null },
  { name: 'E-3', silhouette: 0.6, daviesBouldin: 0.7, mse: 0.004 },
  { name: 'E-4', silhouette: null },
];
const score = (key: string) => scoresAmong(ROWS).find((other) => other.key === key)!;

test('only scores that somebody has are shown', () => {
  expect(scoresAmong(ROWS).map(({ key }) => key)).toEqual(['silhouette', 'daviesBouldin', 'mse']);
});

test('best and worst go by the direction of the score, equals alike', () => {
  expect(marksOf(ROWS, score('silhouette'))).toEqual(['worst', 'best', null, null]);
  expect(marksOf(ROWS, score('daviesBouldin'))).toEqual(['worst', 'best', null, null]);
  expect(marksOf(ROWS, score('mse'))).toEqual(['best', 'best', 'worst', null]);
});

test('where no two differ none is best', () => {
  expect(marksOf([{ mse: 1 }, { mse: 1 }, {}], score('mse'))).toEqual([null, null, null]);
  expect(marksOf([{ mse: 1 }, {}], score('mse'))).toEqual([null, null]);
  expect(bestSentence([{ name: 'E-1', mse: 1 }])).toBeNull();
});

test('a sentence says who is best in what', () => {
  expect(bestSentence(ROWS)).toBe('Silhouette is best in E-2 (.700), MSE in E-1 and E-2 (0.002).');
});
