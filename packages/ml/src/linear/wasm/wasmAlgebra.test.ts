import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitKMeans } from '../../kmeans/kmeans.ts';
import type { Matrix } from '../../matrix/matrix.ts';
import { createRandom, type Random } from '../../random/random.ts';
import type { Assigner, LinearAlgebra } from '../linearAlgebra.ts';
import { createReferenceAlgebra } from '../reference.ts';
import { createWasmAlgebra } from './wasmAlgebra.ts';

const reference = createReferenceAlgebra();
const wasm = createWasmAlgebra();

/**
 * Rows of any shape and size, also where float32, in which the kernels rule out, overflows or vanishes; small whole numbers, so that
 * many distances are equal, or numbers in general position.
 */
const shaped = fc
  .record({
    rows: fc.integer({ min: 2, max: 150 }),
    cols: fc.integer({ min: 1, max: 70 }),
    seed: fc.integer(),
    whole: fc.boolean(),
    scale: fc.constantFrom(1, 1, 1e-30, 1e-22, 1e18, 1e25),
  })
  .map(({ rows, cols, seed, whole, scale }) => {
    const random = createRandom(seed);
    const draw = () => scale * (whole ? random.int(3) : random.normal());
    return { rows, cols, random, data: Float64Array.from({ length: rows * cols }, draw) };
  });
const runs = { numRuns: 60, seed: 1 };

test('distances and all that follows from them are the same bytes as the reference gives', async () => {
  await fc.assert(
    fc.asyncProperty(shaped, async ({ random, ...points }) => {
      const count = 1 + random.int(points.rows - 1);
      const centers = { ...points, rows: count, data: points.data.slice(0, count * points.cols) };
      const core = Float64Array.from({ length: points.rows }, () =>
        Math.abs(points.data[random.int(points.data.length)]!),
      );
      const told = Int32Array.from({ length: points.rows * random.int(20) }, () => random.int(points.rows));
      const answers = async (linear: LinearAlgebra) => [
        await linear.nearest(points, centers),
        await linear.neighbours(points, count),
        await linear.ranks(points, told),
        await linear.spanningTree(points, core),
      ];
      expect(await answers(wasm)).toEqual(await answers(reference));
    }),
    runs,
  );
});

test.each<[string, (random: Random, row: number) => number]>([
  ['in general position', (random) => random.normal()],
  ['with one far away', (random, row) => (row === 300 ? 1e7 : 1) * random.normal()],
  ['in groups, narrow and far from each other', (random, row) => 1e4 * (row % 5) + 1e-3 * random.normal()],
  ['of which each is there twice', (_, row) => Math.sin(1 + (row >> 1))],
  ['that are all the same', () => 0.1],
  ['beyond float32', (random) => 1e25 * random.normal()],
  ['whose squares overflow', (random) => 1e170 * random.normal()],
  ['below float32', (random) => 1e-25 * random.normal()],
])('ranks over several tiles are those of the reference for rows %s', async (_, draw) => {
  const random = createRandom(9);
  for (const [rows, cols, count] of [
    [601, 1, 3],
    [523, 64, 40],
    [130, 301, 7],
  ] as const) {
    const data = Float64Array.from({ length: rows * cols }, (_value, at) =>
      draw(random, Math.floor(at / cols)),
    );
    const points = { data, rows, cols };
    const told = Int32Array.from({ length: rows * count }, () => random.int(rows));
    told.set((await reference.neighbours(points, count)).indexes.subarray(0, 100 * count));
    expect(await wasm.ranks(points, told)).toEqual(await reference.ranks(points, told));
  }
});

const candidates = async (side: Assigner, tried: Matrix<Float64Array>, closest: Float64Array) => ({
  best: await side.bestCandidate(tried, closest),
  closest,
});

test('labels, sums and distances on the way of k-means are the same bytes, whatever the bounds skip', async () => {
  await fc.assert(
    fc.asyncProperty(shaped, async ({ random, ...points }) => {
      const { rows, cols } = points;
      const count = 1 + random.int(Math.min(rows, 9));
      const centred = random.int(2) === 1;
      const sides = [wasm, reference].map((linear) => linear.assigner(points, { centred }));
      expect(sides[0]).toMatchObject({ means: sides[1]!.means, variances: sides[1]!.variances });
      for (let round = 0; round < 2; round++) {
        for (const side of sides) side.restart(count);
        const centers = { data: points.data.slice(0, count * cols), rows: count, cols };
        for (let step = 0; step < 8; step++) {
          const [own, other] = await Promise.all(
            sides.map(async (side) => ({
              changes: await side.assign(centers),
              labels: side.labels(),
              clusters: await side.clusters(step === 5),
              own: await side.ownDistances(centers),
              all: await side.squaredDistances(centers),
              ...(await candidates(side, centers, new Float64Array(rows).fill(points.data[0]! ** 2))),
            })),
          );
          expect(own).toEqual(other);
          // Some stay where they are, some go far.
          const way = 4 ** -step * Math.abs(points.data[0]!);
          centers.data.forEach((value, at) => {
            if (at % 3 > 0) centers.data[at] = value + way * random.normal();
          });
        }
      }
      for (const side of sides) side.close();
    }),
    runs,
  );
});

test('products and sums of distances agree to the last digits, also of a matrix with itself', async () => {
  await fc.assert(
    fc.asyncProperty(shaped, async ({ random, ...points }) => {
      const labels = Int32Array.from({ length: points.rows }, () => random.int(4));
      const answers = async (linear: LinearAlgebra) => [
        (await linear.product(points, points, { transposeA: true })).data,
        (await linear.product(points, points, { transposeB: true })).data,
        (await linear.product(points, { ...points }, { transposeA: true })).data,
        await linear.distanceSums(points, labels, 4),
      ];
      const [ours, theirs] = await Promise.all([answers(wasm), answers(reference)]);
      ours.forEach((values, n) => {
        const size = Math.max(...theirs[n]!.map(Math.abs));
        const apart = values.map((value, at) => Math.abs(value - theirs[n]![at]!));
        expect(apart.reduce((a, b) => Math.max(a, b), 0)).toBeLessThanOrEqual(1e-13 * size);
      });
    }),
    runs,
  );
});

test('calls that overlap do not meet in one memory', async () => {
  const random = createRandom(5);
  const points = { data: Float64Array.from({ length: 60_000 }, () => random.normal()), rows: 6000, cols: 10 };
  const [first, second, assigned] = await Promise.all([
    wasm.neighbours(points, 3),
    wasm.neighbours(points, 3),
    wasm.nearest(points, { ...points, rows: 20, data: points.data.slice(0, 200) }),
  ]);
  expect(first).toEqual(second);
  expect(assigned.squaredDistances[7]).toBe(0);
});

test('scatters of a mixture are the same bytes, scaled squares the same but for their last digits', async () => {
  await fc.assert(
    fc.asyncProperty(shaped, async ({ random, ...points }) => {
      const { rows, cols } = points;
      const count = 1 + random.int(Math.min(rows, 5));
      const weights = {
        data: Float64Array.from({ length: rows * count }, () => Math.max(0, random.next() - 0.3)),
        rows,
        cols: count,
      };
      const means = { data: points.data.slice(0, count * cols), rows: count, cols };
      const factors = Float64Array.from({ length: count * cols * cols }, (_, at) =>
        at % cols >= Math.floor(at / cols) % cols ? random.normal() : 0,
      );
      expect(await wasm.scatters(points, weights, means)).toEqual(
        await reference.scatters(points, weights, means),
      );
      const [own, other] = [
        await wasm.scaledSquares(points, means, factors),
        await reference.scaledSquares(points, means, factors),
      ];
      own.forEach((value, at) => {
        expect(Math.abs(value - other[at]!)).toBeLessThanOrEqual(1e-12 * Math.abs(other[at]!));
      });
    }),
    runs,
  );
});

test.each([
  ['far from each other, each very narrow', 1e4, 1e-3],
  ['so far that only differences in the last digits of float32 tell', 1e3, 1e-5],
  ['beyond float32', 1e25, 1e24],
  ['below float32', 1e-30, 1e-31],
])('k-means from the same start is the same bytes with groups %s', async (_, apart, spread) => {
  const random = createRandom(6);
  const [rows, cols, count] = [600, 13, 9];
  const data = Float64Array.from({ length: rows * cols }, (_value, at) => {
    const group = Math.floor(at / cols) % 3;
    return apart * Math.cos(group + 5 * (at % cols)) + spread * random.normal();
  });
  const points = { data, rows, cols };
  const initialCenters = { data: data.slice(0, count * cols), rows: count, cols };
  const params = { nClusters: count, nInit: 1, maxIter: 30, tol: 0 };
  const from = (linear: LinearAlgebra) =>
    fitKMeans(points, params, { random: createRandom(0), linear, initialCenters });
  const drawn = (linear: LinearAlgebra) => fitKMeans(points, params, { random: createRandom(2), linear });
  expect(await from(wasm)).toEqual(await from(reference));
  expect(await drawn(wasm)).toEqual(await drawn(reference));
});
