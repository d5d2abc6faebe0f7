import { describe, expect, test } from 'vitest';
import reference from '../../fixtures/reference.json' with { type: 'json' };
import { adjustedRandIndex } from '../compare/adjustedRandIndex.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { createRandom } from '../random/random.ts';
import { calinskiHarabaszScore } from './calinskiHarabasz.ts';
import { daviesBouldinScore } from './daviesBouldin.ts';
import { silhouetteSamples, silhouetteScore, silhouettes } from './silhouette.ts';

const gapped = { ...reference.gapped, name: 'gapped labels, noise, a cluster of one' };

describe.each([...reference.cases, gapped])('as scikit-learn: $name', (c) => {
  const points: Matrix = { data: Float64Array.from(c.data), rows: c.rows, cols: c.cols };
  // 1e6 away, centring keeps ten digits of the distances. scikit-learn finds 1e-8 between equal points, where we find 0.
  const loose: Record<string, number> = { offset: 1e-9, duplicates: 1e-8 };
  const digits = loose[c.name] ?? 1e-12;
  const near = (a: number, b: number) =>
    expect(Math.abs(a - b)).toBeLessThan(digits * Math.max(1, Math.abs(b)));

  test('silhouettes', async () => {
    const found = (await silhouetteSamples(points, c.labels))!;
    const kept = [...found].filter((_, i) => c.labels[i] !== -1);
    kept.forEach((value, i) => {
      near(value, c.silhouettes[i]!);
    });
    expect([...found].filter(Number.isNaN).length).toBe(c.labels.filter((label) => label === -1).length);
    near(
      (await silhouetteScore(points, c.labels))!,
      c.silhouettes.reduce((a, b) => a + b, 0) / c.silhouettes.length,
    );
  });
  test('Davies-Bouldin and Calinski-Harabasz', () => {
    near(daviesBouldinScore(points, c.labels)!, c.daviesBouldin);
    near(calinskiHarabaszScore(points, c.labels)!, c.calinskiHarabasz);
  });
});

test('scores that are not defined are null', async () => {
  const points: Matrix = { data: Float64Array.from([1, 2, 3]), rows: 3, cols: 1 };
  for (const labels of [
    [0, 0, 0],
    [0, 1, 2],
    [-1, -1, -1],
    [0, -1, 0],
  ])
    for (const score of [silhouetteScore, daviesBouldinScore, calinskiHarabaszScore])
      expect(await score(points, labels)).toBeNull();
});

test.each(reference.rand)('adjusted Rand index $index', ({ a, b, index }) => {
  expect(adjustedRandIndex(a, b)).toBeCloseTo(index, 12);
});

test('adjusted Rand index of equal partitions is 1', () => {
  expect(adjustedRandIndex([0, 0, 1, 2], [5, 5, 3, 1])).toBe(1);
  expect(adjustedRandIndex([0, 0], [1, 1])).toBe(1);
});

test('above the limit the silhouette is an estimate that says so, within its error of the exact one', async () => {
  const random = createRandom(3);
  const [rows, cols] = [4000, 5];
  const labels = Int32Array.from({ length: rows }, (_, i) => (i % 50 === 0 ? -1 : i % 4));
  const data = Float64Array.from(
    { length: rows * cols },
    (_, at) => random.normal() + 2 * ((Math.floor(at / cols) % 4) - 1) * (at % 2),
  );
  const points: Matrix = { data, rows, cols };
  const exact = (await silhouettes(points, labels))!;
  expect(exact.estimate).toBeNull();
  const found = (await silhouettes(points, labels, { exactRows: 2000, seed: 9 }))!;
  const { drawn, standardError, seed } = found.estimate!;
  expect([drawn, seed]).toEqual([510, 9]);
  expect(standardError).toBeGreaterThan(0.001);
  expect(standardError).toBeLessThan(0.02);
  expect(Math.abs(found.mean - exact.mean)).toBeLessThan(3 * standardError);
  const taken = [...found.values.keys()].filter((i) => !Number.isNaN(found.values[i]!));
  expect(taken).toHaveLength(drawn);
  for (const i of taken) expect(found.values[i]).toBeCloseTo(exact.values[i]!, 12);
  expect(await silhouettes(points, labels, { exactRows: 2000, seed: 9 })).toEqual(found);
});
