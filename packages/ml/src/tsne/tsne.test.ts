import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import digits from '../../fixtures/digits.json' with { type: 'json' };
import reference from '../../fixtures/maps.json' with { type: 'json' };
import { defaultAlgebra } from '../linear/defaultAlgebra.ts';
import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import { createReferenceAlgebra } from '../linear/reference.ts';
import { KernelThreads } from '../linear/wasm/kernelThreads.ts';
import { createWasmAlgebra } from '../linear/wasm/wasmAlgebra.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { tsneParams } from '../params/tsne.ts';
import { createRandom } from '../random/random.ts';
import { continuity, trustworthiness } from '../scores/neighbourhoods.ts';
import { affinitiesOf } from './affinities.ts';
import { createBarnesHut } from './barnesHut.ts';
import { type Repulsion, repelAll } from './forces.ts';
import { createInterpolation } from './interpolation.ts';

import { fitTsne } from './tsne.ts';

const matrix = (data: number[], rows: number): Matrix<Float64Array> => ({
  data: Float64Array.from(data),
  rows,
  cols: data.length / rows,
});
const barnesHut = { method: 'barnesHut', angle: 0.5 } as const;
const someDigits = (rows: number) => matrix(digits.data.slice(0, rows * digits.cols), rows);

describe('against scikit-learn', () => {
  test('the digits, by Barnes-Hut: divergence within 3 %, trustworthiness within .003', async () => {
    const points = someDigits(digits.rows);
    const reports: number[] = [];
    const fit = await fitTsne(points, tsneParams.parse({}), {
      onProgress: ({ iteration }) => reports.push(iteration),
    });
    expect(Math.abs(fit.klDivergence / reference.digits.klDivergence - 1)).toBeLessThan(0.03);
    const { value } = await trustworthiness(points, fit.coordinates, 12);
    expect(Math.abs(value - reference.digits.trustworthiness)).toBeLessThan(0.003);
    expect(fit.iterations).toBe(1000);
    expect(reports).toEqual(Array.from({ length: 20 }, (_, n) => 50 * (n + 1)));
  }, 180_000);

  test('the digits, by interpolation: as near', async () => {
    const points = someDigits(digits.rows);
    const fit = await fitTsne(points, tsneParams.parse({ method: 'interpolation' }));
    expect(Math.abs(fit.klDivergence / reference.digits.klDivergence - 1)).toBeLessThan(0.03);
    const { value } = await trustworthiness(points, fit.coordinates, 12);
    expect(Math.abs(value - reference.digits.trustworthiness)).toBeLessThan(0.003);
  }, 240_000);

  test('300 digits, all pairs', async () => {
    const points = someDigits(300);
    const fit = await fitTsne(points, tsneParams.parse({ perplexity: 20 }));
    expect(Math.abs(fit.klDivergence / reference.exact.klDivergence - 1)).toBeLessThan(0.03);
    const { value } = await trustworthiness(points, fit.coordinates, 12);
    expect(Math.abs(value - reference.exact.trustworthiness)).toBeLessThan(0.003);
  });

  describe.each(reference.cases)('$rows rows', ({ data, rows, map, ...theirs }) => {
    test.each(['1', '5', '12'] as const)('trustworthiness and continuity of %s neighbours', async (count) => {
      const [points, plane] = [matrix(data, rows), matrix(map, rows)];
      const trusted = await trustworthiness(points, plane, Number(count));
      expect(trusted.value).toBeCloseTo(theirs.trustworthiness[count], 9);
      expect((await continuity(points, plane, Number(count))).value).toBeCloseTo(theirs.continuity[count], 9);
      const mean = trusted.perSample.reduce((sum, value) => sum + value, 0) / rows;
      expect(mean).toBeCloseTo(trusted.value, 12);
    });
  });
});

/** How far pushes and the sum of q are from those of all pairs, relative. */
function errorsOf(repel: Repulsion, positions: Float64Array): { pushes: number; total: number } {
  const exact = new Float64Array(positions.length);
  const near = new Float64Array(positions.length);
  const total = repelAll(positions, exact);
  const own = repel(positions, near);
  return {
    pushes: Math.hypot(...near.map((push, at) => push - exact[at]!)) / Math.hypot(...exact),
    total: Math.abs(own / total - 1),
  };
}

function scattered(rows: number, spread: number): Float64Array {
  const draw = createRandom(9);
  const positions = Float64Array.from({ length: 2 * rows }, () => spread * draw.normal());
  if (rows > 10) positions.copyWithin(2, 0, 8);
  return positions;
}

test.each([2, 3, 50, 700])(
  '%i rows: a tree of squares pushes as all pairs do, within half a percent; repeated places too',
  (rows) => {
    const errors = errorsOf(createBarnesHut(rows, 0.2), scattered(rows, 10));
    expect(errors.total).toBeLessThan(2e-3);
    expect(errors.pushes).toBeLessThan(5e-3);
  },
);

describe('interpolation pushes as all pairs do', () => {
  test.each([
    [1e-4, 1e-9],
    [1, 1e-4],
    [10, 0.06],
    [40, 0.06],
  ])('700 rows spread over %d: within %d', (spread, error) => {
    const errors = errorsOf(createInterpolation(700), scattered(700, spread));
    expect(errors.total).toBeLessThan(1e-3);
    expect(errors.pushes).toBeLessThan(error);
  });

  test('two rows, and rows in one place', () => {
    expect(errorsOf(createInterpolation(2), scattered(2, 1)).pushes).toBeLessThan(1e-3);
    const pushes = new Float64Array(8);
    expect(createInterpolation(4)(new Float64Array(8).fill(3), pushes)).toBeCloseTo(12, 6);
    expect(Math.max(...pushes.map(Math.abs))).toBeLessThan(1e-6);
  });

  test('beyond the largest grid, less exactly', () => {
    const errors = errorsOf(createInterpolation(700), scattered(700, 120));
    expect(errors.total).toBeLessThan(0.01);
    expect(errors.pushes).toBeLessThan(0.2);
  });
});

test('kernels give the bytes of the readable forces, on one thread and on two', async () => {
  const algebras = [1, 2].map((threads) => createWasmAlgebra({ threads, leastWork: 0 }));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 5, max: 300 }), fc.integer(), async (rows, seed) => {
      const draw = createRandom(seed);
      const points = matrix(Array.from({ length: rows * 3 }, draw.normal), rows);
      const linear = defaultAlgebra();
      const affinities = await affinitiesOf(points, 1 + draw.int(4) / 2, { exact: false, linear });
      const start = scattered(rows, 10 ** (draw.int(4) - 2));
      const repelling = draw.int(4) > 0 ? barnesHut : ({ method: 'exact' } as const);
      const acted = async (algebra: LinearAlgebra) => {
        const forces = algebra.mapForces(start, affinities, repelling);
        const first = await forces.act();
        forces.positions.forEach((place, at) => {
          forces.positions[at] = 1.5 * place + forces.pulls[at]!;
        });
        const answer = [first, await forces.act(), [...forces.pulls], [...forces.pushes]];
        forces.close();
        return answer;
      };
      const readable = await acted(createReferenceAlgebra());
      for (const algebra of algebras) expect(await acted(algebra)).toEqual(readable);
    }),
    { numRuns: 60, seed: 1 },
  );
});

test.each(['exact', 'barnesHut', 'interpolation'] as const)(
  'the same map twice, without Math.random: %s',
  async (method) => {
    vi.spyOn(Math, 'random').mockImplementation(() => {
      throw new Error('Math.random');
    });
    const params = tsneParams.parse({ perplexity: 10, maxIter: 300, method });
    const points = someDigits(120);
    const fit = await fitTsne(points, params);
    expect((await fitTsne(points, params)).coordinates).toEqual(fit.coordinates);
    vi.restoreAllMocks();
  },
);

test('the same bytes with 1, 2 and 4 threads', async () => {
  const points = someDigits(digits.rows);
  const shared = vi.spyOn(KernelThreads.prototype, 'run');
  const maps = await Promise.all(
    [1, 2, 4].map(async (threads) => {
      const linear = createWasmAlgebra({ threads });
      return (await fitTsne(points, tsneParams.parse({ maxIter: 250 }), { linear })).coordinates.data;
    }),
  );
  expect(shared).toHaveBeenCalled();
  expect(maps[1]).toEqual(maps[0]);
  expect(maps[2]).toEqual(maps[0]);
}, 60_000);

test('another order of the samples gives as good a map', async () => {
  const params = tsneParams.parse({ perplexity: 10, maxIter: 600 });
  const points = someDigits(120);
  const order = createRandom(4).shuffle(Array.from({ length: 120 }, (_, i) => i));
  const moved = matrix(
    order.flatMap((row) => [...points.data.subarray(row * 64, row * 64 + 64)]),
    120,
  );
  const { klDivergence } = await fitTsne(points, params);
  expect((await fitTsne(moved, params)).klDivergence / klDivergence).toBeCloseTo(1, 1);
});

test('interpolation is watched and stopped on its way', async () => {
  const stop = new AbortController();
  const reports: number[] = [];
  const fit = fitTsne(someDigits(200), tsneParams.parse({ method: 'interpolation' }), {
    signal: stop.signal,
    onProgress({ iteration, klDivergence }) {
      reports.push(iteration);
      expect(klDivergence).toBeGreaterThan(0);
      if (iteration === 100) stop.abort(new Error('enough'));
    },
  });
  await expect(fit).rejects.toThrow('enough');
  expect(reports).toEqual([50, 100]);
});

test('repeated samples, one column and no variance still give finite places', async () => {
  const params = tsneParams.parse({ perplexity: 3, maxIter: 260 });
  for (const data of [Array(24).fill(2), Array.from({ length: 24 }, (_, i) => i % 3)]) {
    const { coordinates } = await fitTsne(matrix(data, 24), params);
    expect([...coordinates.data].every(Number.isFinite)).toBe(true);
  }
});

test('what cannot be drawn is refused; an abort ends it', async () => {
  await expect(fitTsne(someDigits(30), tsneParams.parse({}))).rejects.toMatchObject({
    code: 'PERPLEXITY_TOO_LARGE',
  });
  await expect(
    fitTsne(matrix([1, Number.NaN, 2], 3), tsneParams.parse({ perplexity: 2 })),
  ).rejects.toMatchObject({ code: 'NOT_FINITE' });
  await expect(trustworthiness(someDigits(10), matrix(Array(20).fill(0), 10), 5)).rejects.toMatchObject({
    code: 'TOO_MANY_NEIGHBORS',
  });
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(fitTsne(someDigits(100), tsneParams.parse({}), { signal })).rejects.toThrow('enough');
});
