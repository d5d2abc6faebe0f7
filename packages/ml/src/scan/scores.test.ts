import { describe, expect, test } from 'vitest';
import { groups } from '../guarantees/cases.ts';
import { clusteringParams } from '../params/index.ts';
import { scanClusterings } from './scanClusterings.ts';
import { scoreClustering } from './scores.ts';

const points = groups(900, 3, { apart: 3 });
const labels = Int32Array.from({ length: 900 }, (_, i) => (i % 30 === 29 ? -1 : i % 3));

describe('scores', () => {
  test('of all samples are no estimates', async () => {
    const { estimates, silhouette, dbcv } = await scoreClustering(points, labels);
    expect([typeof silhouette, typeof dbcv, estimates]).toEqual(['number', 'number', []]);
  });

  test('told from some of the samples say from how many, drawn by which seed, and with what error', async () => {
    const exact = await scoreClustering(points, labels);
    // 510 are as many as the silhouette of more than 700 takes at least.
    const found = await scoreClustering(points, labels, { dbcvRows: 400, exactRows: 700, seed: 4 });
    expect(found.estimates).toEqual([
      { score: 'silhouette', drawn: 500, standardError: expect.any(Number), seed: 4 },
      { score: 'dbcv', drawn: 400, standardError: expect.any(Number), seed: 4 },
    ]);
    for (const { score, standardError } of found.estimates) {
      expect(standardError).toBeGreaterThan(1e-4);
      expect(standardError).toBeLessThan(0.2);
      // DBCV of fewer samples is another one, for they are sparser.
      const errors = score === 'dbcv' ? 6 : 3;
      const value = score === 'dbcv' ? 'dbcv' : 'silhouette';
      expect(Math.abs(found[value]! - exact[value]!)).toBeLessThan(errors * standardError!);
    }
    expect(await scoreClustering(points, labels, { dbcvRows: 400, exactRows: 700, seed: 4 })).toEqual(found);
  });

  test('that are not defined have no estimate', async () => {
    const one = await scoreClustering(points, new Int32Array(900), { dbcvRows: 400, exactRows: 700 });
    expect(one).toMatchObject({ silhouette: null, dbcv: null, estimates: [] });
  });
});

test('a scan of many samples says of each value what was told from some of them', async () => {
  const many = groups(5200, 2);
  const clustering = clusteringParams.parse({
    algorithm: 'KMEANS',
    scanFrom: 3,
    scanTo: 3,
    params: { nInit: 1 },
  });
  const { points: scanned } = await scanClusterings(many, clustering, { seed: 8 });
  expect(scanned[0]!.estimates).toEqual([
    { score: 'dbcv', drawn: 5000, standardError: expect.any(Number), seed: 0 },
    { score: 'stability', drawn: 5000, standardError: expect.any(Number), seed: 8 },
  ]);
}, 120_000);
