import { expect, test } from 'vitest';
import { runsById } from '../studyDocument.ts';
import { boardRow, studyRun } from '../testing/boardRow.ts';
import { bestBlock, scanBlocks } from './scanLines.ts';

const point = (value: number, silhouette: number | null, clusterCount = value) => ({
  value,
  clusterCount,
  silhouette,
  best: false,
});

const hdbscan = { algorithm: 'HDBSCAN', params: {}, scanFrom: 5, scanTo: 10 } as const;
const rows = [
  boardRow({
    trainingName: 'A',
    experimentCount: 2,
    experiments: [
      { id: 'a0', number: 1, seed: 0 },
      { id: 'a1', number: 2, seed: 1 },
    ],
  }),
  boardRow({
    trainingName: 'A',
    clustererName: 'HDBSCAN',
    clustering: hdbscan,
    experiments: [{ id: 'h', number: 3, seed: 0 }],
  }),
  boardRow({ trainingName: 'B', experiments: [{ id: 'b', number: 4, seed: 0 }] }),
];
const runs = runsById([
  studyRun({ id: 'a0', scan: [point(2, 0.4), point(3, 0.2)] }),
  studyRun({ id: 'a1', scan: [point(2, 0.2), point(3, 0.6)] }),
  studyRun({ id: 'h', scan: [point(5, 0.7, 4), point(6, 0.9, 4), point(7, null, 1)] }),
  studyRun({ id: 'b', status: 'RUNNING' }),
]);

test('a block for each trained model, a line for each clusterer over the seeds', () => {
  const [a, b] = scanBlocks(rows, runs);
  expect(a?.lines).toEqual([
    {
      clusterer: 'k-means',
      algorithm: 'KMEANS',
      isJoined: true,
      dots: [
        { k: 2, mean: expect.closeTo(0.3, 12), min: 0.2, max: 0.4 },
        { k: 3, mean: expect.closeTo(0.4, 12), min: 0.2, max: 0.6 },
      ],
    },
    // At the number of clusters that it found; of two settings the better one.
    {
      clusterer: 'HDBSCAN',
      algorithm: 'HDBSCAN',
      isJoined: false,
      dots: [{ k: 4, mean: 0.9, min: 0.9, max: 0.9 }],
    },
  ]);
  expect(b).toMatchObject({ name: 'B', best: null });
});

test('the best k is that of the clusterers that are told it; HDBSCAN counts where there is no other', () => {
  const blocks = scanBlocks(rows, runs);
  expect(bestBlock(blocks)).toMatchObject({
    name: 'A',
    best: { clusterer: 'k-means', dot: { k: 3 } },
    experiment: { number: 1 },
  });
  expect(scanBlocks([rows[1]!], runs)[0]?.best).toMatchObject({ clusterer: 'HDBSCAN', dot: { k: 4 } });
  expect(bestBlock(scanBlocks([rows[2]!], runs))).toBeNull();
});
