import { expect, test } from 'vitest';
import reference from '../../fixtures/reference.json' with { type: 'json' };
import type { Matrix } from '../matrix/matrix.ts';
import { clusteringParams } from '../params/index.ts';
import { recommend } from './recommendation.ts';
import { scanKMeans } from './scanKMeans.ts';

const blobs = reference.cases[0]!;
const points: Matrix = { data: Float64Array.from(blobs.data), rows: blobs.rows, cols: blobs.cols };
const params = (more: object) => clusteringParams.parse({ algorithm: 'KMEANS', ...more });

test('the best silhouette chooses k and says why', async () => {
  const scan = await scanKMeans(points, params({}), { seed: 0 });
  expect(scan.points.map(({ value, best }) => [value, best])).toEqual([
    [2, false],
    [3, true],
    [4, false],
    [5, false],
    [6, false],
  ]);
  expect(new Set(scan.fit.labels).size).toBe(3);
  expect(recommend(scan.points, undefined)).toMatch(
    /^k = 3 is best, silhouette \.\d\d; next is k = \d with \.\d\d\. The groups/,
  );
});

test('a fixed k is taken, also outside the range, and the scan says what would be better', async () => {
  const scan = await scanKMeans(points, params({ params: { nClusters: 9 } }), { seed: 0 });
  expect(scan.points.at(-1)).toMatchObject({ value: 9, best: true });
  expect(recommend(scan.points, 9)).toMatch(/^k = 9 was asked for.*k = 3 would have/);
});

test('the result of one k does not depend on the range', async () => {
  const wide = await scanKMeans(points, params({}), { seed: 3 });
  const narrow = await scanKMeans(points, params({ scanFrom: 3, scanTo: 3 }), { seed: 3 });
  expect(narrow.points[0]!.inertia).toBe(wide.points[1]!.inertia);
  expect(narrow.fit.labels).toEqual(wide.fit.labels);
});

test('the range ends below the number of samples; nothing to scan is refused', async () => {
  const few: Matrix = { data: Float64Array.from([0, 1, 9]), rows: 3, cols: 1 };
  expect((await scanKMeans(few, params({}), { seed: 0 })).points.map((p) => p.value)).toEqual([2]);
  const two: Matrix = { data: Float64Array.from([0, 1]), rows: 2, cols: 1 };
  await expect(scanKMeans(two, params({}), { seed: 0 })).rejects.toThrow(
    expect.objectContaining({ code: 'TOO_MANY_CLUSTERS' }),
  );
});
