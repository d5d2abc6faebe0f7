import { expect, test } from 'vitest';
import { runsById } from '../studyDocument.ts';
import { askedStudyScore, bestSentence } from '../studyScores.ts';
import { boardRow, seedScore, studyRun } from '../testing/boardRow.ts';
import { heatMapOf } from './heatMap.ts';

const experiment = (number: number, seed = 0) => ({ id: `e${number}`, number, seed });
const rows = [
  boardRow({
    name: 'CONV · global · k-means',
    trainingName: 'CONV · global',
    modelName: 'CONV',
    experimentCount: 2,
    experiments: [experiment(1), experiment(2, 1)],
    silhouette: seedScore(0.2, 0.4),
    mse: seedScore(0.01, 0.03),
  }),
  boardRow({
    name: 'CONV · global · HDBSCAN',
    trainingName: 'CONV · global',
    modelName: 'CONV',
    clustererName: 'HDBSCAN',
    experiments: [experiment(3)],
    silhouette: seedScore(0.5),
    mse: seedScore(0.02),
  }),
  boardRow({
    name: 'VAE · per channel · k-means',
    trainingName: 'VAE · per channel',
    modelName: 'VAE',
    preparationName: 'per channel',
    experiments: [experiment(4)],
    silhouette: seedScore(-0.1),
    mse: seedScore(0.04),
  }),
  boardRow({
    name: 'VAE · global · k-means',
    modelName: 'VAE',
    finishedCount: 0,
    experiments: [experiment(5)],
  }),
];
const runs = runsById([
  studyRun({ id: 'e1', number: 1, metrics: metrics({ silhouette: 0.2 }) }),
  studyRun({ id: 'e2', number: 2, metrics: metrics({ silhouette: 0.4 }) }),
  studyRun({ id: 'e3', number: 3, metrics: metrics({ silhouette: 0.5 }) }),
  studyRun({ id: 'e4', number: 4, metrics: metrics({ silhouette: -0.1 }) }),
  studyRun({ id: 'e5', number: 5, status: 'FAILED' }),
]);

function metrics(known: { silhouette: number }) {
  return {
    mse: null,
    clusterCount: 2,
    noiseCount: 0,
    msSsim: null,
    dbcv: null,
    stability: null,
    ...known,
  };
}

test('every choice has its place, its colour from the worst to the best, and the run that it leads to', () => {
  const map = heatMapOf(rows, runs, askedStudyScore(rows, null));
  expect(map.models).toEqual(['CONV', 'VAE']);
  expect(map.preparations).toEqual([
    { name: 'global', clusterers: ['k-means', 'HDBSCAN'] },
    { name: 'per channel', clusterers: ['k-means'] },
  ]);
  expect(map.ends).toEqual([-0.1, 0.5]);
  // Of two seeds the better one.
  expect(map.cellAt('CONV', 'global', 'k-means')).toMatchObject({
    state: 'scored',
    place: expect.closeTo(2 / 3, 12),
    run: { number: 2 },
    isBest: false,
  });
  expect(map.cellAt('CONV', 'global', 'HDBSCAN')).toMatchObject({ place: 1, isBest: true });
  expect(map.cellAt('VAE', 'global', 'k-means')).toMatchObject({ state: 'failed', run: { number: 5 } });
  expect(map.cellAt('VAE', 'per channel', 'HDBSCAN')).toBeNull();
});

test('of errors the lowest is the best, and clusterers over one model share it', () => {
  const mse = askedStudyScore(rows, 'mse');
  const map = heatMapOf(rows, runs, mse);
  expect(map.ends).toEqual([0.04, 0.02]);
  expect(map.cellAt('VAE', 'per channel', 'k-means')?.place).toBe(0);
  expect(bestSentence(rows, mse)).toBe(
    'CONV · global has the lowest MSE, 0.02; the next is VAE · per channel with 0.04.',
  );
});

test('the best is told with the next; without scores nothing is', () => {
  expect(bestSentence(rows, askedStudyScore(rows, 'luck'))).toBe(
    'CONV · global · HDBSCAN has the highest mean silhouette, .500; the next is CONV · global · k-means with .300.',
  );
  expect(bestSentence([boardRow({})], askedStudyScore([], null))).toBeNull();
});

test('a running choice says how far its seeds are', () => {
  const row = boardRow({ experiments: [experiment(0), experiment(1)] });
  const at = (fraction: number) => ({ stage: null, fraction, epoch: null, epochs: null, secondsLeft: null });
  const own = runsById([
    studyRun({ id: 'e0', status: 'RUNNING', progress: at(0.5) }),
    studyRun({ id: 'e1', status: 'QUEUED', progress: at(0) }),
  ]);
  const cell = heatMapOf([row], own, askedStudyScore([row], null)).cellAt('CONV 64', 'global', 'k-means');
  expect(cell).toMatchObject({ state: 'running', progress: 0.25 });
});

test.each([
  [['RUNNING', 'FAILED'], 'running'],
  [['QUEUED', 'SUCCEEDED'], 'queued'],
  [['SUCCEEDED', 'FAILED'], 'unscored'],
  [['FAILED', 'CANCELLED'], 'failed'],
  [['CANCELLED'], 'cancelled'],
] as const)('without a score %s is %s', (statuses, state) => {
  const row = boardRow({ experiments: statuses.map((_, i) => experiment(i)) });
  const own = runsById(statuses.map((status, i) => studyRun({ id: `e${i}`, status })));
  const map = heatMapOf([row], own, askedStudyScore([row], null));
  expect(map.cellAt('CONV 64', 'global', 'k-means')?.state).toBe(state);
});
