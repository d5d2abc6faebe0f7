import { describe, expect, test, vi } from 'vitest';
import { fitHdbscan } from '../hdbscan/hdbscan.ts';
import { fitKMeans } from '../kmeans/kmeans.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { hdbscanParams, kMeansParams } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { silhouetteScore } from '../scores/silhouette.ts';
import { bestJaccards } from './bestJaccards.ts';
import { bootstrapStability, type ClusterAgain } from './bootstrapStability.ts';
import { isUnstable, readStability } from './readStability.ts';
import { seedConsensus } from './seedConsensus.ts';
import { compareWithShuffled, shuffledColumns } from './shuffledColumns.ts';

/** `sizes` normal clouds of unit width, `apart` between neighbours. */
function clouds(sizes: readonly number[], apart: number, seed = 1): Matrix<Float64Array> {
  const random = createRandom(seed);
  const rows = sizes.flatMap((size, c) =>
    Array.from({ length: size }, () => [c * apart + random.normal(), random.normal(), random.normal()]),
  );
  return { data: Float64Array.from(rows.flat()), rows: rows.length, cols: 3 };
}

const byKMeans =
  (k: number, nInit = 3): ClusterAgain =>
  async (points, seed) => {
    const params = { ...kMeansParams.parse({}), nInit, nClusters: Math.min(k, points.rows) };
    return (await fitKMeans(points, params, { random: createRandom(seed) })).labels;
  };

/** Needs no random numbers and does not care about the order: split at the middle of the first column. */
const byMiddle: ClusterAgain = ({ data, rows, cols }) => {
  const first = Array.from({ length: rows }, (_, i) => data[i * cols]!);
  const middle = (Math.min(...first) + Math.max(...first)) / 2;
  return first.map((value) => (value > middle ? 1 : 0));
};

async function stabilityOf(points: Matrix, clusterAgain: ClusterAgain, seed = 5) {
  const labels = await clusterAgain({ ...points, data: Float64Array.from(points.data) }, 99);
  return bootstrapStability(points, labels, clusterAgain, { random: createRandom(seed) });
}

describe('bootstraps', () => {
  test('groups that are apart are found again, each and every sample', async () => {
    const found = await stabilityOf(clouds([40, 30, 20], 12), byKMeans(3));
    expect(found.overall).toBe(1);
    expect(found.perCluster.map(({ size }) => size).sort()).toEqual([20, 30, 40]);
    expect(found.border).toEqual([]);
    expect(found.perSample.every((share) => share === 1 || Number.isNaN(share))).toBe(true);
  });

  test('one cloud cut in five is not to be trusted, and says whom', async () => {
    const found = await stabilityOf(clouds([120], 0), byKMeans(5));
    expect(isUnstable(found.overall!)).toBe(true);
    expect(found.border.length).toBeGreaterThan(30);
    const shares = found.border.map((i) => found.perSample[i]!);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  test('one group that is apart stays stable beside a cloud that is cut', async () => {
    const { perCluster } = await stabilityOf(clouds([90, 30], 30), byKMeans(4));
    const apart = perCluster.find(({ size }) => size === 30)!;
    expect(apart.stability).toBe(1);
    for (const cluster of perCluster) if (cluster !== apart) expect(cluster.stability).toBeLessThan(0.85);
  });

  test('a sample in the middle between two groups is the border', async () => {
    const points = clouds([40, 40], 9);
    const mean = (column: number) =>
      points.data.filter((_, at) => at > 2 && at % 3 === column).reduce((sum, value) => sum + value, 0) / 79;
    points.data.set([mean(0) - 4.5 / 79, mean(1), mean(2)], 0);
    const { border, perSample } = await stabilityOf(points, byKMeans(2));
    expect(border).toEqual([0]);
    expect(perSample.slice(1).every((share) => share === 1 || Number.isNaN(share))).toBe(true);
  });

  test('permuting the samples permutes the shares and changes nothing else', async () => {
    const points = clouds([30, 30], 3);
    const order = createRandom(8).shuffle(Array.from({ length: 60 }, (_, i) => i));
    const permuted = {
      ...points,
      data: Float64Array.from(order.flatMap((i) => [...points.data.subarray(3 * i, 3 * i + 3)])),
    };
    // The same samples are drawn at their new places.
    const random = createRandom(5);
    const drawn = {
      ...random,
      int: (n: number) => (n === 60 ? order.indexOf(random.int(n)) : random.int(n)),
    };
    const [one, other] = await Promise.all([
      bootstrapStability(points, await byMiddle(points, 0), byMiddle, { random: createRandom(5) }),
      bootstrapStability(permuted, await byMiddle(permuted, 0), byMiddle, { random: drawn }),
    ]);
    expect(other.perCluster).toEqual(one.perCluster);
    expect(Array.from(other.perSample)).toEqual(order.map((i) => one.perSample[i]));
    expect(new Set(one.perSample).size).toBeGreaterThan(2);
  });

  test('noise is no cluster; it stays where it is noise again', async () => {
    const points = clouds([40, 40], 14);
    points.data.set([7, 60, 0], 0);
    const again: ClusterAgain = async (some) =>
      (await fitHdbscan(some, hdbscanParams.parse({ minSamples: 3 }))).labels;
    const labels = await again(points, 0);
    expect(labels[0]).toBe(-1);
    const found = await bootstrapStability(points, labels, again, { random: createRandom(2) });
    expect(found.perCluster.map(({ label }) => label)).toEqual([0, 1]);
    expect(found.overall).toBeGreaterThan(0.9);
    expect(found.perSample[0]).toBe(1);
    const allNoise = await bootstrapStability(points, new Int32Array(80).fill(-1), again, {
      random: createRandom(2),
    });
    expect(allNoise).toMatchObject({ overall: null, perCluster: [] });
  });

  test('of many samples a draw is looked at, and the result says of how many', async () => {
    const points = clouds([300, 300], 12);
    const labels = await byMiddle(points, 0);
    const rows: number[] = [];
    const watched: ClusterAgain = (some, seed) => {
      rows.push(some.rows);
      return byMiddle(some, seed);
    };
    const found = await bootstrapStability(points, labels, watched, {
      random: createRandom(3),
      samplesMaximum: 100,
    });
    expect(found).toMatchObject({ overall: 1, sampleCount: 100 });
    expect(found.perSample.filter((share) => !Number.isNaN(share))).toHaveLength(100);
    expect(Math.max(...rows)).toBeLessThan(80);
  });

  test('the same seed gives the same numbers without Math.random, and an abort is heard', async () => {
    const points = clouds([50], 0);
    const asked = vi.spyOn(Math, 'random').mockImplementation(() => {
      throw new Error('Math.random');
    });
    expect(await stabilityOf(points, byKMeans(3))).toEqual(await stabilityOf(points, byKMeans(3)));
    asked.mockRestore();
    const stop = new AbortController();
    const stopping: ClusterAgain = (some, seed) => {
      stop.abort(new Error('Stop.'));
      return byMiddle(some, seed);
    };
    const options = { random: createRandom(1), signal: stop.signal };
    await expect(bootstrapStability(points, new Int32Array(50), stopping, options)).rejects.toThrow('Stop.');
  });

  test('labels of other samples are refused', async () => {
    const points = clouds([5], 0);
    await expect(
      bootstrapStability(points, [0, 1], byMiddle, { random: createRandom(1) }),
    ).rejects.toMatchObject({ code: 'LABELS_DIFFER' });
  });
});

test('the best Jaccard: halves of a cluster, a merged pair, and what became noise', () => {
  expect([...bestJaccards([0, 0, 0, 0, 3, 3, -1], [5, 5, 6, 6, 5, 5, 5])]).toEqual([
    [0, 0.5],
    [3, 2 / 5],
  ]);
  expect([...bestJaccards([0, 0, 1], [-1, -1, 1])]).toEqual([
    [0, 0],
    [1, 1],
  ]);
});

test('a stability in words, by Hennig’s lines', () => {
  expect([0.9, 0.8, 0.6, 0.59].map((value) => readStability(value).split(':')[0])).toEqual([
    'Highly stable',
    'Stable',
    'Doubtful',
    'Not stable',
  ]);
  expect(readStability(0.5)).toBe(
    'Not stable: in resampled data the clusters come back 50 % alike (Jaccard). Do not rely on them.',
  );
});

describe('consensus over seeds', () => {
  test('groups that are apart do not depend on the seed; a cut cloud does', async () => {
    const consensus = async (points: Matrix<Float64Array>, k: number) =>
      seedConsensus(points, await byKMeans(k, 1)(points, 0), byKMeans(k, 1), { random: createRandom(4) });
    const apart = await consensus(clouds([40, 40], 12), 2);
    expect(apart).toMatchObject({ overall: 1, border: [] });
    expect(apart.perCluster).toEqual([
      { label: 0, size: 40, stability: 1 },
      { label: 1, size: 40, stability: 1 },
    ]);
    const cut = await consensus(clouds([120], 0), 6);
    expect(cut.overall).toBeLessThan(0.8);
    expect(cut.perCluster).toHaveLength(6);
    expect(Math.min(...cut.perCluster.map(({ stability }) => stability!))).toBeLessThan(0.75);
    expect(cut.border.length).toBeGreaterThan(0);
    expect(cut.perSample.every((share) => share >= 0 && share <= 1)).toBe(true);
  });
});

describe('the null reference', () => {
  const columnsOf = ({ data, rows, cols }: Matrix<Float64Array>) =>
    Array.from({ length: cols }, (_, j) =>
      Array.from({ length: rows }, (_, i) => data[i * cols + j]!).sort(),
    );

  test('every column keeps its numbers, in another order, and the data are left alone', () => {
    const points = clouds([50, 50], 12);
    const before = Float64Array.from(points.data);
    const shuffled = shuffledColumns(points, createRandom(1));
    expect(points.data).toEqual(before);
    expect(shuffled.data).not.toEqual(before);
    expect(columnsOf(shuffled)).toEqual(columnsOf(points));
  });

  const silhouetteOf =
    (k: number) =>
    async (points: Matrix<Float64Array>, seed: number): Promise<number | null> =>
      silhouetteScore(points, await byKMeans(k, 1)(points, seed));

  test('groups in several columns score better than their shuffled copies, one cloud does not', async () => {
    const groups = clouds([30, 30], 0);
    groups.data.forEach((value, at) => {
      groups.data[at] = at < 90 ? value : value + 8;
    });
    const found = await compareWithShuffled(groups, silhouetteOf(2), { random: createRandom(1) });
    expect(found).toMatchObject({ isBetter: true, pValue: 1 / 20 });
    expect(found.value!).toBeGreaterThan(found.shuffledMean! + 0.2);
    const cloud = await compareWithShuffled(clouds([60], 0), silhouetteOf(2), { random: createRandom(1) });
    expect(cloud.isBetter).toBe(false);
  });

  test('a score of which less is better is turned; one that is not defined is the worst', async () => {
    const scores = [1, 3, null, 2];
    const next = () => scores.shift()!;
    const options = { random: createRandom(1), shuffles: 3, isHigherBetter: false };
    expect(await compareWithShuffled(clouds([4], 0), next, options)).toMatchObject({
      value: 1,
      shuffled: [3, null, 2],
      shuffledMean: 2.5,
      isBetter: true,
    });
    expect(await compareWithShuffled(clouds([4], 0), () => null, options)).toMatchObject({
      value: null,
      isBetter: false,
      pValue: 1,
    });
  });
});
