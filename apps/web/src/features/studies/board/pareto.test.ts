import { expect, test } from 'vitest';
import { boardRow, seedScore } from '../testing/boardRow.ts';
import { placeLabels } from './labelPlaces.ts';
import { frontOf, paretoPoints, type ReconstructionScore } from './pareto.ts';

const MSE: ReconstructionScore = { key: 'mse', name: 'MSE', isError: true };
const MS_SSIM: ReconstructionScore = { key: 'msSsim', name: 'MS-SSIM', isError: false };
const row = (name: string, across: number, silhouette: number, key: 'mse' | 'msSsim' = 'mse') =>
  boardRow({ name, [key]: seedScore(across), silhouette: seedScore(silhouette) });

test('on the front is what nothing else beats in one without losing in the other; equals stand there once', () => {
  const points = paretoPoints(
    [
      row('clusters', 0.3, 0.8),
      row('beaten', 0.3, 0.5),
      row('reconstructs', 0.1, 0.2),
      row('between', 0.2, 0.6),
      row('the same', 0.2, 0.6),
      boardRow({ name: 'no decoder', silhouette: seedScore(0.9) }),
    ],
    MSE,
  );
  expect(points.filter(({ isFront }) => !isFront).map(({ row }) => row.name)).toEqual(['beaten']);
  expect(frontOf(points, MSE).map(({ row }) => row.name)).toEqual(['reconstructs', 'between', 'clusters']);
});

test('of MS-SSIM more is better', () => {
  const points = paretoPoints(
    [row('low', 0.2, 0.8, 'msSsim'), row('high', 0.9, 0.4, 'msSsim'), row('worse', 0.1, 0.3, 'msSsim')],
    MS_SSIM,
  );
  expect(frontOf(points, MS_SSIM).map(({ row }) => row.name)).toEqual(['high', 'low']);
});

test('a point says how far its seeds reach', () => {
  const [point] = paretoPoints(
    [boardRow({ mse: seedScore(0.1, 0.3), silhouette: seedScore(0.5, 0.4, 0.6) })],
    MSE,
  );
  expect(point).toMatchObject({ x: 0.2, xRange: [0.1, 0.3], yRange: [0.4, 0.6] });
});

test('names cover neither each other nor points; those without room are left out', () => {
  const size = { width: 400, height: 200 };
  const anchors = [
    { x: 100, y: 100, text: 'first' },
    { x: 112, y: 100, text: 'second' },
    { x: 390, y: 100, text: 'at the edge' },
  ];
  const labels = placeLabels(anchors, anchors, size);
  // To the right of the first the second stands in the way.
  expect(labels).toMatchObject([
    { text: 'first', align: 'end' },
    { text: 'second', align: 'start' },
    { text: 'at the edge', align: 'end' },
  ]);
  const crowd = Array.from({ length: 40 }, (_, i) => ({ x: 200, y: 100 + (i % 2), text: `crowd ${i}` }));
  expect(placeLabels(crowd, crowd, size).length).toBeLessThan(9);
});
