import { createHash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { fitHdbscan } from '../../hdbscan/hdbscan.ts';
import { fitKMeans } from '../../kmeans/kmeans.ts';
import type { Matrix } from '../../matrix/matrix.ts';
import { hdbscanParams } from '../../params/hdbscan.ts';
import { createRandom } from '../../random/random.ts';
import { trustworthiness } from '../../scores/neighbourhoods.ts';
import { silhouettes } from '../../scores/silhouette.ts';
import type { LinearAlgebra } from '../linearAlgebra.ts';
import { createReferenceAlgebra } from '../reference.ts';
import { pairBlocks } from './pairBlocks.ts';
import { createWasmAlgebra } from './wasmAlgebra.ts';
import { WorkspacePool } from './workspace.ts';

const random = createRandom(31);
/** Groups, with some rows that are equal to others. */
function drawn(rows: number, cols: number): Matrix<Float64Array> {
  const data = Float64Array.from({ length: rows * cols }, (_, at) => {
    const group = Math.floor(at / cols) % 5;
    return 4 * Math.sin(group * 7 + (at % cols)) + random.normal();
  });
  for (let i = 0; i + 7 < rows; i += 97) data.copyWithin((i + 7) * cols, i * cols, (i + 1) * cols);
  return { data, rows, cols };
}

const one = createWasmAlgebra({ threads: 1 });
const some = [2, 4].map((threads) => ({ threads, linear: createWasmAlgebra({ threads, leastWork: 0 }) }));

/** Every array within by its bytes: comparing millions of numbers one by one takes minutes. */
function byBytes(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return createHash('sha256').update(bytes).digest('hex');
  }
  if (Array.isArray(value)) return value.map(byBytes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, byBytes(inner)]));
}

/** What the kernels give on one thread, when those on two and four have given the same bytes. */
async function sameOnThreads<T>(task: (linear: LinearAlgebra) => Promise<T>): Promise<T> {
  const expected = await task(one);
  for (const { threads, linear } of some) {
    expect(byBytes(await task(linear))).toEqual(byBytes(expected));
    // Beside this one.
    expect(linear.workspaces.running).toBe(threads - 1);
  }
  return expected;
}

// Blocks of pairs have 512 rows of 64; none of these is a multiple.
test.each([
  [1031, 64],
  [1501, 33],
  [1203, 130],
])(
  'neighbours, ranks, trees and sums of distances of %d x %d: the same bytes on 1, 2 and 4 threads',
  async (rows, cols) => {
    const points = drawn(rows, cols);
    const labels = Int32Array.from({ length: rows }, (_, i) => i % 3);
    const reference = createReferenceAlgebra();
    const near = await sameOnThreads((linear) => linear.neighbours(points, 7));
    expect(byBytes(near)).toEqual(byBytes(await reference.neighbours(points, 7)));
    const map = { data: drawn(rows, 2).data, rows, cols: 2 };
    const told = (await one.neighbours(map, 15)).indexes;
    const ranks = await sameOnThreads((linear) => linear.ranks(points, told));
    expect(byBytes(ranks)).toEqual(byBytes(await reference.ranks(points, told)));
    await sameOnThreads((linear) => trustworthiness(points, map, 15, { linear }));
    const core = Float64Array.from({ length: rows }, (_, i) => Math.sqrt(near.squaredDistances[i * 7 + 3]!));
    const tree = await sameOnThreads((linear) => linear.spanningTree(points, core));
    expect(byBytes(tree)).toEqual(byBytes(await reference.spanningTree(points, core)));
    expect(await one.spanningTree(points, core, undefined, near)).toEqual(tree);
    await sameOnThreads((linear) => linear.distanceSums(points, labels, 3));
    await sameOnThreads((linear) => silhouettes(points, labels, { linear }));
    const cluster = (linear: LinearAlgebra) =>
      fitHdbscan(points, hdbscanParams.parse({ minClusterSize: 9 }), { linear });
    const fit = await sameOnThreads(cluster);
    expect(byBytes(fit)).toEqual(byBytes(await cluster(reference)));
  },
);

test('k-means, nearest centres and products: the same bytes on 1, 2 and 4 threads', async () => {
  const points = drawn(30_011, 37);
  const params = { nClusters: 23, nInit: 1, maxIter: 20, tol: 1e-4 };
  const cluster = (linear: LinearAlgebra) => fitKMeans(points, params, { random: createRandom(3), linear });
  const fit = await sameOnThreads(cluster);
  expect(byBytes(fit)).toEqual(byBytes(await cluster(createReferenceAlgebra())));
  const right = drawn(37, 41);
  await sameOnThreads((linear) => linear.nearest(points, fit.centers));
  await sameOnThreads((linear) => linear.product(points, right));
  await sameOnThreads((linear) => linear.product(points, points, { transposeA: true }));
});

test('where too many pairs are equally near, the tree grows step by step', async () => {
  const points = drawn(1100, 3);
  points.data.forEach((_, at) => {
    points.data[at] = Math.floor(at / 3) % 4;
  });
  const core = new Float64Array(1100);
  expect(await one.spanningTree(points, core)).toEqual(
    await createReferenceAlgebra().spanningTree(points, core),
  );
});

test('blocks of pairs hold every pair once, and those that share rows are in order', () => {
  const { pairs, after } = pairBlocks(1031, 2 ** 10, 32);
  const met = new Map<string, number>();
  for (const { from, to, other, end } of pairs)
    for (let i = from; i < to; i++)
      for (let j = Math.max(other, i + 1); j < end; j++)
        met.set(`${i},${j}`, (met.get(`${i},${j}`) ?? 0) + 1);
  expect(met.size).toBe((1031 * 1030) / 2);
  expect(new Set(met.values())).toEqual(new Set([1]));
  const earlier = after.map((_, call) => {
    const all = new Set<number>();
    const waiting = [...after[call]!];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
      if (!all.has(next)) {
        all.add(next);
        waiting.push(...after[next]!);
      }
    return all;
  });
  pairs.forEach((a, first) => {
    pairs.forEach((b, second) => {
      const shared = [a.from, a.other].some((start) => start === b.from || start === b.other);
      if (first < second && shared) expect(earlier[second]!.has(first)).toBe(true);
    });
  });
});

/** A kernel that takes half a minute on one thread, in calls of 5 ms. */
function longTask(pool: WorkspacePool, signal?: AbortSignal): Promise<number[]> {
  return pool.use(async (workspace) => {
    const rows = workspace.put(new Float64Array(4096 * 64));
    const out = workspace.reserve(4096 * 8);
    const index = workspace.reserve(4096 * 4);
    const calls = Array.from({ length: 6000 }, (_, n) => {
      const block = (n % 64) * 64;
      return [rows, block, block + 64, 64, rows, 4096, workspace.reserve(4096 * 8), index, out];
    });
    return workspace.each('nearestOf', calls, { work: 2 ** 40, signal });
  });
}

test('an abort ends the work soon, and the threads end when there is nothing to do', async () => {
  const pool = new WorkspacePool({ threads: 2 });
  const abort = new AbortController();
  const work = longTask(pool, abort.signal);
  const other = longTask(pool, AbortSignal.abort(new Error('before')));
  await expect(other).rejects.toThrow('before');
  expect(pool.running).toBe(1);
  abort.abort(new Error('enough'));
  await expect(work).rejects.toThrow('enough');
  await vi.waitFor(() => expect(pool.running).toBe(0), { timeout: 10_000 });
});

test('a thread that dies rejects what is under way; the next call has new ones', async () => {
  const pool = new WorkspacePool({ threads: 2, leastWork: 0 });
  const rejected = expect(longTask(pool)).rejects.toThrow(/out of bounds/);
  await pool.use(async (workspace) => {
    const bad = [2 ** 31, 1, 1, 0, 4];
    await expect(workspace.each('narrow', [bad, bad], { work: 1 })).rejects.toThrow(/out of bounds/);
  });
  await rejected;
  expect(pool.running).toBe(0);
  const lengths = await pool.use(async (workspace) => {
    const row = workspace.put(Float64Array.of(3, 4));
    const call = [row, 1, 2, workspace.reserve(16), 4];
    return workspace.each('narrow', [call, [row, 1, 1, workspace.reserve(16), 4]], { work: 1 });
  });
  expect(lengths).toEqual([5, 3]);
});
