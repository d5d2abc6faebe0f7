import { describe, expect, test } from 'vitest';
import { adjustedRandIndex } from '../compare/adjustedRandIndex.ts';
import { labelAgreement } from '../compare/labelAgreement.ts';
import { matchClusters } from '../compare/matchClusters.ts';
import { moversBetween } from '../compare/movers.ts';
import { adjustedMutualInformation, normalizedMutualInformation } from '../compare/mutualInformation.ts';
import { fitHdbscan } from '../hdbscan/hdbscan.ts';
import { fitKMeans } from '../kmeans/kmeans.ts';
import { COVARIANCE_TYPES, hdbscanParams, kMeansParams } from '../params/index.ts';
import { fitPca } from '../pca/pca.ts';
import { createRandom } from '../random/random.ts';
import { calinskiHarabaszScore } from '../scores/calinskiHarabasz.ts';
import { daviesBouldinScore } from '../scores/daviesBouldin.ts';
import { dbcv } from '../scores/dbcv.ts';
import { continuity, trustworthiness } from '../scores/neighbourhoods.ts';
import { silhouetteSamples, silhouettes } from '../scores/silhouette.ts';
import { CLUSTERERS, groups, matrixOf, mixtureOf, type Points, PROJECTIONS, someDigits } from './cases.ts';

const truth = Array.from({ length: 60 }, (_, i) => i % 3);
const SCORES: Record<string, (points: Points, labels: ArrayLike<number>) => Promise<number | null>> = {
  silhouette: async (points, labels) => (await silhouettes(points, labels))?.mean ?? null,
  'silhouette, estimated': async (points, labels) =>
    (await silhouettes(points, labels, { exactRows: 1 }))?.mean ?? null,
  'Davies-Bouldin': async (points, labels) => daviesBouldinScore(points, labels),
  'Calinski-Harabasz': async (points, labels) => calinskiHarabaszScore(points, labels),
  DBCV: async (points, labels) => (await dbcv(points, labels))?.value ?? null,
};
const clusterers = Object.entries(CLUSTERERS);
const projections = Object.entries(PROJECTIONS);
const scores = Object.entries(SCORES);

const shifted = ({ data, ...shape }: Points, by: number): Points => ({
  ...shape,
  data: data.map((value) => value + by),
});
const allFinite = ({ data }: Points) => data.every(Number.isFinite);
/** Labels are -1 or from 0 on without a gap where every cluster has members. */
const areLabels = (labels: Int32Array, rows: number) =>
  labels.length === rows && labels.every((label) => label >= -1 && label < rows);

describe('digits that nobody has scaled, with columns that are constant', () => {
  const points = someDigits(200);
  test.each(clusterers)('%s', async (name, fit) => {
    const labels = await fit(points, 10);
    expect(areLabels(labels, 200)).toBe(true);
    // Density finds one dense place in so few; the others make ten groups that are not all one digit.
    if (!name.startsWith('HDBSCAN')) expect(new Set(labels).size).toBe(10);
  });
  test.each(projections)('%s', async (_, fit) => {
    const map = await fit(points);
    expect(allFinite(map)).toBe(true);
    expect((await trustworthiness(points, map, 5)).value).toBeGreaterThan(0.75);
  });
});

describe('an offset of a million changes nothing', () => {
  const points = groups(60, 4);
  const away = shifted(points, 1e6);
  test.each(clusterers)('%s', async (_, fit) => {
    expect(adjustedRandIndex(await fit(points), truth)).toBe(1);
    expect(await fit(away)).toEqual(await fit(points));
  });
  test.each(projections)('%s', async (name, fit) => {
    const [near, far] = [await fit(points), await fit(away)];
    // Of maps by steps that amplify the tenth digit only how well they keep neighbours can be compared.
    if (name === 'PCA')
      for (const [at, value] of near.data.entries()) expect(far.data[at]).toBeCloseTo(value, 6);
    const [own, other] = [await trustworthiness(points, near, 5), await trustworthiness(away, far, 5)];
    expect(Math.abs(own.value - other.value)).toBeLessThan(0.02);
  });
  test.each(scores)('%s', async (_, score) => {
    const [near, far] = [await score(points, truth), await score(away, truth)];
    expect(far! / near!).toBeCloseTo(1, 8);
  });
  test.each(COVARIANCE_TYPES)('likelihood of a mixture, %s', async (covarianceType) => {
    const near = await mixtureOf(points, covarianceType, 3);
    const far = await mixtureOf(away, covarianceType, 3);
    expect(far.logLikelihood / near.logLikelihood).toBeCloseTo(1, 8);
    for (const [at, value] of near.means.data.entries())
      expect(far.means.data[at]! - 1e6).toBeCloseTo(value, 6);
  });
});

describe('gaps between labels, noise, clusters of one', () => {
  const points = groups(60, 4, { apart: 3 });
  const plain = truth.map((label, i) => (i % 10 === 9 ? -1 : i === 0 ? 3 : label));
  const gapped = plain.map((label) => [-1, 40, 7, 100, 12][label + 1]!);

  test.each(scores)('%s is as with labels 0, 1, 2, ...', async (_, score) => {
    const value = await score(points, plain);
    expect(Number.isFinite(value)).toBe(true);
    expect(await score(points, gapped)).toBeCloseTo(value!, 12);
  });

  test('noise has no silhouette and takes no part in any other’s; a cluster of one has 0', async () => {
    const values = (await silhouetteSamples(points, gapped))!;
    const kept = plain.flatMap((label, i) => (label === -1 ? [] : [i]));
    const alone: Points = matrixOf(kept.map((i) => [...points.data.subarray(4 * i, 4 * i + 4)]));
    const own = (await silhouetteSamples(
      alone,
      kept.map((i) => plain[i]!),
    ))!;
    expect(kept.map((i) => values[i])).toEqual([...own]);
    expect([...values].filter(Number.isNaN)).toHaveLength(60 - kept.length);
    expect(values[0]).toBe(0);
  });

  test('comparisons are as with labels 0, 1, 2, ...', () => {
    for (const index of [adjustedRandIndex, adjustedMutualInformation, normalizedMutualInformation])
      expect(index(gapped, truth)).toBeCloseTo(index(plain, truth), 12);
    // The cluster of one has no counterpart; noise is none.
    const matched = matchClusters(gapped, truth).map(({ first, second }) => [first, second]);
    expect(Object.fromEntries(matched)).toEqual({ 7: 1, 12: null, 40: 0, 100: 2 });
    expect(moversBetween(gapped, truth).map(({ index }) => index)).toEqual(
      moversBetween(plain, truth).map(({ index }) => index),
    );
    const names = truth.map((label) => `kind ${label}`);
    const [own, other] = [labelAgreement(plain, names)!, labelAgreement(gapped, names)!];
    expect(other.adjustedRandIndex).toBeCloseTo(own.adjustedRandIndex, 12);
    expect(own.counts.reduce((a, b) => a + b)).toBe(60);
  });

  test.each(scores)('every sample its own cluster, or noise: %s is not defined', async (_, score) => {
    expect(await score(points, Int32Array.from(truth.keys()))).toBeNull();
    expect(await score(points, new Int32Array(60).fill(-1))).toBeNull();
  });
});

describe('samples that repeat', () => {
  const twelve = groups(12, 3);
  const repeated = matrixOf(
    Array.from({ length: 60 }, (_, i) => [...twelve.data.subarray(3 * (i % 12), 3 * (i % 12) + 3)]),
  );
  const same = matrixOf(Array.from({ length: 30 }, () => [2, 5, -1]));

  test.each(clusterers)('%s puts equal samples together', async (_, fit) => {
    const labels = await fit(repeated);
    expect(areLabels(labels, 60)).toBe(true);
    for (let i = 12; i < 60; i++) expect(labels[i]).toBe(labels[i % 12]);
  });
  test.each(clusterers)('%s of one point, many times', async (_, fit) => {
    const labels = await fit(same);
    expect(areLabels(labels, 30)).toBe(true);
    expect(new Set(labels).size).toBe(1);
  });
  test.each(projections)('%s has a finite place for each', async (_, fit) => {
    expect(allFinite(await fit(repeated))).toBe(true);
    expect(allFinite(await fit(same))).toBe(true);
  });
  test.each(scores)('%s is finite', async (_, score) => {
    expect(
      Number.isFinite(
        await score(
          repeated,
          Array.from({ length: 60 }, (_row, i) => (i % 12) % 3),
        ),
      ),
    ).toBe(true);
    expect(
      Number.isFinite(
        await score(
          same,
          Array.from({ length: 30 }, (_row, i) => i % 2),
        ),
      ),
    ).toBe(true);
  });
});

describe('fewer samples than are asked for', () => {
  const four = groups(4, 3);
  type Refused = () => Promise<unknown>;
  test.each<[string, string, Refused]>([
    ['k-means', 'TOO_MANY_CLUSTERS', () => CLUSTERERS['k-means']!(four, 5)],
    ...COVARIANCE_TYPES.map((type): [string, string, Refused] => [
      `GMM ${type}`,
      'TOO_MANY_CLUSTERS',
      () => mixtureOf(four, type, 5),
    ]),
    ['HDBSCAN, size', 'TOO_FEW_SAMPLES', () => fitHdbscan(four, hdbscanParams.parse({ minClusterSize: 5 }))],
    [
      'HDBSCAN, samples',
      'TOO_FEW_SAMPLES',
      () => fitHdbscan(four, hdbscanParams.parse({ minClusterSize: 2, minSamples: 5 })),
    ],
    ['PCA', 'TOO_MANY_COMPONENTS', () => fitPca(four, { nComponents: 4 })],
    ['PCA of one', 'TOO_FEW_SAMPLES', () => fitPca(groups(1, 3), { nComponents: 1 })],
    ...Object.entries(PROJECTIONS)
      .filter(([name]) => name !== 'PCA')
      .map(([name, fit]): [string, string, Refused] => [
        name,
        name === 'UMAP' ? 'TOO_FEW_SAMPLES' : 'PERPLEXITY_TOO_LARGE',
        () => fit(four),
      ]),
    ['trustworthiness', 'TOO_MANY_NEIGHBORS', () => trustworthiness(four, four, 2)],
    ['continuity', 'TOO_MANY_NEIGHBORS', () => continuity(four, four, 2)],
  ])('%s refuses: %s', async (_, code, refused) => {
    await expect(refused()).rejects.toMatchObject({ name: 'ParameterError', code });
  });
});

describe('more columns than samples', () => {
  const wide = groups(24, 90);
  test.each(clusterers)('%s finds the groups', async (_, fit) => {
    const labels = await fit(wide);
    expect(adjustedRandIndex(labels, truth.slice(0, 24))).toBe(1);
  });
  test.each(projections)('%s keeps them apart', async (_, fit) => {
    const map = await fit(wide);
    expect((await silhouettes(map, truth.slice(0, 24)))!.mean).toBeGreaterThan(0.3);
  });
  test.each(scores)('%s is finite', async (_, score) => {
    expect(Number.isFinite(await score(wide, truth.slice(0, 24)))).toBe(true);
  });
});

describe('more clusters than there are distinct points', () => {
  const points = matrixOf(Array.from({ length: 12 }, (_, i) => [i % 3, 4 * (i % 3)]));
  test('k-means has no distance left and no centre that is not finite', async () => {
    const fit = await fitKMeans(
      points,
      { ...kMeansParams.parse({}), nClusters: 6 },
      { random: createRandom(1) },
    );
    expect(fit.inertia).toBeCloseTo(0, 20);
    expect(allFinite(fit.centers)).toBe(true);
    expect(new Set(fit.labels).size).toBe(3);
  });
  test.each(COVARIANCE_TYPES)('a mixture, %s, has weights and likelihood that are finite', async (type) => {
    const fit = await mixtureOf(points, type, 6);
    expect(Number.isFinite(fit.logLikelihood)).toBe(true);
    expect(fit.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
    expect(adjustedRandIndex(fit.labels, truth.slice(0, 12))).toBeGreaterThan(0.4);
  });
});

describe('columns that are constant', () => {
  const plain = groups(60, 3);
  const points = matrixOf(
    Array.from({ length: 60 }, (_, i) => [0, ...plain.data.subarray(3 * i, 3 * i + 3), 3.25, -1e9]),
  );
  test.each(clusterers)('%s is as without them', async (_, fit) => {
    expect(adjustedRandIndex(await fit(points), await fit(plain))).toBe(1);
  });
  test.each(projections)('%s is finite', async (_, fit) => {
    expect(allFinite(await fit(points))).toBe(true);
  });
  test.each(scores)('%s is finite', async (name, score) => {
    const [own, other] = [await score(points, truth), await score(plain, truth)];
    // The density of DBCV is by the number of columns, constant ones too.
    if (name === 'DBCV') expect(Number.isFinite(own)).toBe(true);
    else expect(own! / other!).toBeCloseTo(1, 12);
  });
});

describe.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is refused by row', (value) => {
  const points = groups(60, 4);
  points.data[4 * 17 + 2] = value;
  const refusal = { code: 'NOT_FINITE', message: expect.stringContaining('Row 17 ') };
  const plane = groups(60, 2);

  test.each([...clusterers, ...projections])('%s', async (_, fit) => {
    await expect(fit(points)).rejects.toMatchObject(refusal);
  });
  test.each(scores)('%s', async (_, score) => {
    const labels = truth.map((label, i) => (i < 5 ? -1 : label));
    await expect(score(points, labels)).rejects.toMatchObject(refusal);
    // Also where the sample is noise.
    await expect(score(points, labels.with(17, -1))).rejects.toMatchObject(refusal);
  });
  test('trustworthiness and continuity, of either side', async () => {
    for (const measure of [trustworthiness, continuity]) {
      await expect(measure(points, plane, 5)).rejects.toMatchObject(refusal);
      await expect(measure(plane, points, 5)).rejects.toMatchObject(refusal);
    }
  });
});
