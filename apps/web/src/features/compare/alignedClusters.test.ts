import { expect, test } from 'vitest';
import { alignedClusters } from './alignedClusters.ts';

const flow = (from: number, to: number, count: number, stays = false) => ({ from, to, count, stays });

test('counterparts are side by side, with who left and who came; noise is last', () => {
  const kept = flow(0, 2, 50, true);
  const noise = flow(-1, -1, 5, true);
  const flows = [noise, flow(1, 2, 3), kept, flow(0, 1, 2), flow(0, -1, 4), flow(1, 1, 1)];
  expect(alignedClusters(flows)).toEqual([
    { from: 0, to: 2, staying: kept, leaving: [flow(0, -1, 4), flow(0, 1, 2)], coming: [flow(1, 2, 3)] },
    { from: 1, to: null, staying: null, leaving: [flow(1, 2, 3), flow(1, 1, 1)], coming: [] },
    { from: null, to: 1, staying: null, leaving: [], coming: [flow(0, 1, 2), flow(1, 1, 1)] },
    { from: -1, to: -1, staying: noise, leaving: [], coming: [flow(0, -1, 4)] },
  ]);
  expect(alignedClusters([])).toEqual([]);
});
