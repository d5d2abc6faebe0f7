import { expect, test } from 'vitest';
import type { Matrix } from '../matrix/matrix.ts';
import { PROJECTION_KINDS } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { projectLatents } from './projectLatents.ts';

function groups(rows: number, cols: number): Matrix {
  const random = createRandom(5);
  const data = Float64Array.from(
    { length: rows * cols },
    (_, at) => random.normal() + (Math.floor(at / cols) % 3 === at % cols ? 20 : 0),
  );
  return { data, rows, cols };
}

test.each(PROJECTION_KINDS)('%s is the same each time, scored, and tells how far it is', async (kind) => {
  const points = groups(45, 6);
  const heard: number[] = [];
  const map = await projectLatents(points, kind, { onProgress: (fraction) => heard.push(fraction) });
  expect(await projectLatents(points, kind)).toEqual(map);
  expect(map).toMatchObject({ nNeighbors: 15, coordinates: { rows: 45, cols: 2 } });
  expect(map.trustworthiness!.value).toBeGreaterThan(0.8);
  expect(map.trustworthiness!.perSample).toHaveLength(45);
  expect(map.continuity!.perSample).toHaveLength(45);
  expect(heard.at(-1)).toBe(1);
  expect(heard).toEqual([...heard].sort((a, b) => a - b));
  expect(map.explainedVariance).toHaveLength(kind === 'PCA' ? 2 : 0);
  expect(map.spectrum).toHaveLength(kind === 'PCA' ? 6 : 0);
  expect(map.spectrum.reduce((sum, share) => sum + share, 0)).toBeCloseTo(kind === 'PCA' ? 1 : 0, 12);
  expect(map.loadings?.data.length ?? 0).toBe(kind === 'PCA' ? 12 : 0);
});

test.each(PROJECTION_KINDS)('%s takes as few as four samples', async (kind) => {
  const map = await projectLatents(groups(4, 3), kind);
  expect(map.coordinates.data.every(Number.isFinite)).toBe(true);
  expect(map.nNeighbors).toBe(1);
});
