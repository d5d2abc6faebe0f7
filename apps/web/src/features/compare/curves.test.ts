import { expect, test } from 'vitest';
import { curveRows, epochsOf, lineEnds, thinnedRows } from './curveRows.ts';
import { curvesConclusion } from './curvesConclusion.ts';
import { spreadApart } from './spreadApart.ts';
import { lineStyle, trainingName, trainingsOf } from './trainings.ts';

const model = { kind: 'CONV', epochs: 3 };
const trained = (number: number, key: string) => ({
  id: `id-${number}`,
  number,
  model,
  stages: [
    { kind: 'PREPROCESS', key: 'p' },
    { kind: 'TRAIN', key },
  ],
});

test('experiments that share a training have one line', () => {
  const brought = { id: 'id-9', number: 9, model: null, stages: [{ kind: 'CLUSTER', key: 'c' }] };
  const trainings = trainingsOf([trained(4, 'a'), trained(2, 'b'), brought, trained(3, 'a')]);
  expect(trainings.map(({ key, experimentId, numbers }) => [key, experimentId, ...numbers])).toEqual([
    ['a', 'id-4', 4, 3],
    ['b', 'id-2', 2],
  ]);
  expect(trainings.map(trainingName)).toEqual(['E-4 and E-3', 'E-2']);
  expect(trainingName({ numbers: [4, 3, 7, 8] })).toBe('E-4 and 3 more');
});

test('beyond ten lines the colours come again, dashed', () => {
  expect(lineStyle(12)).toEqual({ ...lineStyle(2), dash: '5 3' });
  expect(lineStyle(2).dash).toBeUndefined();
});

const points = (losses: number[], from = 1) =>
  losses.map((trainLoss, i) => ({
    epoch: from + i,
    trainLoss,
    validationLoss: i === 0 ? null : trainLoss * 2,
  }));

test('curves are joined by epoch, whatever their lengths', () => {
  expect(curveRows([points([3, 2]), points([5, 4, 1])], 'trainLoss')).toEqual([
    { epoch: 1, losses: [3, 5] },
    { epoch: 2, losses: [2, 4] },
    { epoch: 3, losses: [null, 1] },
  ]);
  expect(curveRows([points([3, 2]), points([5])], 'validationLoss')).toEqual([
    { epoch: 2, losses: [4, null] },
  ]);
  expect(curveRows([[]], 'trainLoss')).toEqual([]);
});

test('a long curve is thinned, but the end of every line stays', () => {
  const rows = curveRows([points(Array.from({ length: 1000 }, (_, i) => i)), points([7, 8, 9])], 'trainLoss');
  const thin = thinnedRows(rows, 11);
  expect(thin).toHaveLength(12);
  expect(thin.map(({ epoch }) => epoch)).toEqual([
    1,
    3,
    ...[101, 201, 301, 401, 501, 600, 700, 800, 900, 1000],
  ]);
  expect(lineEnds(thin).map((end) => [end?.row.epoch, end?.loss])).toEqual([
    [1000, 999],
    [3, 9],
  ]);
  expect(thinnedRows(rows.slice(0, 5), 11)).toHaveLength(5);
});

test('an address names a stretch of epochs, or none', () => {
  expect([epochsOf('3-20'), epochsOf('20-3'), epochsOf('3'), epochsOf(null)]).toEqual([
    [3, 20],
    null,
    null,
    null,
  ]);
});

test('labels move apart, keep their order and stay inside', () => {
  const inside = { gap: 10, low: 0, high: 100 };
  expect(spreadApart([50, 52, 10], inside)).toEqual([50, 60, 10]);
  expect(spreadApart([99, 100, 98], inside)).toEqual([90, 100, 80]);
  expect(spreadApart([-5], inside)).toEqual([0]);
});

test('the lowest is named only among losses of one kind', () => {
  const trainings = trainingsOf([trained(1, 'a'), trained(2, 'b')]);
  const rows = curveRows([points([3, 2]), points([5, 1.5])], 'trainLoss');
  expect(curvesConclusion(trainings, rows)).toBe('E-2 ends lowest, at 1.5 after 2 epochs.');
  expect(curvesConclusion(trainings.slice(0, 1), rows)).toBe(
    'All share one training: it ends at 2 after 2 epochs.',
  );
  const other = { ...trained(3, 'c'), model: { kind: 'VAE', epochs: 3 } };
  expect(curvesConclusion(trainingsOf([trained(1, 'a'), other]), rows)).toMatch(/^Not all train the same/);
});
