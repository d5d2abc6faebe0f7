import { describe, expect, test } from 'vitest';
import reference from '../../fixtures/reference.json' with { type: 'json' };
import { type Matrix, ParameterError } from '../matrix/matrix.ts';
import { clusteringParams, scanRangeFor } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { evidenceWarnings } from './evidence.ts';
import { recommend } from './recommendation.ts';
import { type Scan, scanClusterings } from './scanClusterings.ts';

const blobs = reference.cases[0]!;
const points: Matrix = { data: Float64Array.from(blobs.data), rows: blobs.rows, cols: blobs.cols };
const params = (algorithm: string, more: object = {}) => clusteringParams.parse({ algorithm, ...more });
const words = (scan: Scan) => recommend(scan);
const codes = (scan: Scan) => scan.warnings.map(({ code }) => code);

function normals(rows: number, cols: number, seed = 1): Matrix {
  const random = createRandom(seed);
  return { data: Float64Array.from({ length: rows * cols }, () => random.normal()), rows, cols };
}

describe('k-means', () => {
  test('the best silhouette chooses k and says why', async () => {
    const scan = await scanClusterings(points, params('KMEANS'), { seed: 0 });
    expect(scan.points.map(({ value, best }) => [value, best])).toEqual(
      [2, 3, 4, 5, 6, 7, 8, 9, 10].map((k) => [k, k === 3]),
    );
    expect(new Set(scan.fit.labels).size).toBe(3);
    expect(scan.points[1]).toMatchObject({ dbcv: expect.any(Number), bic: null, noiseCount: 0 });
    expect(scan.stability.overall).toBe(scan.points[1]!.stability);
    expect(scan.stability.overall).toBeGreaterThan(0.85);
    expect(scan.seeds).toMatchObject({ overall: 1, runs: 10, sampleCount: points.rows, border: [] });
    expect(scan.seeds!.perCluster.map(({ stability }) => stability)).toEqual([1, 1, 1]);
    expect(scan.reference).toBeLessThan(scan.points[1]!.silhouette!);
    expect(words(scan)).toMatch(
      /^k = 3 is best, silhouette \.\d\d; next is k = \d with \.\d\d\. The groups are well apart\.$/,
    );
  });

  test('groups without a gap between them are not called well apart', async () => {
    const scan = await scanClusterings(points, params('KMEANS'), { seed: 0 });
    const level = scan.points.map((point) => ({ ...point, dbcv: -0.59 }));
    expect(words({ ...scan, points: level })).toMatch(
      /\. The groups are apart on average, but it is no emptier between them than within: DBCV is −\.59, below 0\.$/,
    );
  });

  test('a fixed k is taken, also outside the range, and the scan says what would be better', async () => {
    const clustering = params('KMEANS', { scanTo: 6, params: { nClusters: 9 } });
    const scan = await scanClusterings(points, clustering, { seed: 0 });
    expect(scan.points.at(-1)).toMatchObject({ value: 9, best: true });
    expect(words(scan)).toMatch(/^k = 9 was asked for.*k = 3 would have/);
  });

  test('the result of one k does not depend on the range', async () => {
    const wide = await scanClusterings(points, params('KMEANS'), { seed: 3 });
    const narrow = await scanClusterings(points, params('KMEANS', { scanFrom: 3, scanTo: 3 }), { seed: 3 });
    expect(narrow.points[0]!.inertia).toBe(wide.points[1]!.inertia);
    expect(narrow.fit.labels).toEqual(wide.fit.labels);
  });

  test('the range ends below the number of samples; nothing to scan is refused', async () => {
    const few: Matrix = { data: Float64Array.from([0, 1, 9]), rows: 3, cols: 1 };
    const scan = await scanClusterings(few, params('KMEANS'), { seed: 0 });
    expect(scan.points.map((p) => p.value)).toEqual([2]);
    const two: Matrix = { data: Float64Array.from([0, 1]), rows: 2, cols: 1 };
    await expect(scanClusterings(two, params('KMEANS'), { seed: 0 })).rejects.toMatchObject({
      code: 'TOO_MANY_CLUSTERS',
    });
  });

  test('of clusters that another seed would draw otherwise it says so', async () => {
    const clustering = params('KMEANS', { params: { nClusters: 8, nInit: 1 }, scanTo: 3 });
    const scan = await scanClusterings(normals(150, 3), clustering, { seed: 0 });
    expect(scan.seeds!.overall).toBeLessThan(0.75);
    expect(scan.seeds!.border.length).toBeGreaterThan(0);
    expect(codes(scan)).toContain('DEPENDS_ON_SEED');
  });

  test('of noise it says that there is no structure, and that shuffled columns do as well', async () => {
    const scan = await scanClusterings(normals(120, 6), params('KMEANS', { scanTo: 6 }), { seed: 0 });
    expect(codes(scan)).toContain('NO_STRUCTURE');
    const even = { ...scan, reference: scan.points.find(({ best }) => best)!.silhouette };
    expect(evidenceWarnings(even).map(({ code }) => code)).toContain('NO_BETTER_THAN_SHUFFLED');
  });
});

describe('mixtures', () => {
  test('silhouette chooses, BIC is told, and few samples of many columns are reduced first', async () => {
    const { data } = normals(90, 20);
    for (let i = 0; i < 90; i++) for (let c = 0; c < 3; c++) data[i * 20 + c]! += 12 * (i % 3 === c ? 1 : 0);
    const scan = await scanClusterings({ data, rows: 90, cols: 20 }, params('GMM', { scanTo: 6 }), {
      seed: 0,
    });
    expect(scan.reducedTo).toBe(2);
    expect(scan.fit.warnings).toEqual([]);
    expect(scan.points.find(({ best }) => best)).toMatchObject({ value: 3, bic: expect.any(Number) });
    for (const point of scan.points)
      expect(point).toMatchObject({
        bic: expect.any(Number),
        aic: expect.any(Number),
        dbcv: expect.any(Number),
        stability: expect.any(Number),
      });
    expect(scan.fit.responsibilities).toMatchObject({ rows: 90, cols: 3 });
    expect(Math.min(...scan.fit.membership!)).toBeGreaterThan(1 / 3);
    expect(words(scan)).toMatch(/^k = 3 is best, silhouette .* BIC .* first 2 principal components/);
  });

  test('a reduction that was asked for is kept to', async () => {
    const clustering = params('GMM', { params: { reduceTo: 3, covarianceType: 'diag' }, scanTo: 3 });
    const scan = await scanClusterings(normals(60, 5), clustering, { seed: 0 });
    expect(scan.reducedTo).toBe(3);
  });
});

describe('HDBSCAN', () => {
  test('DBCV chooses the size, and noise is counted', async () => {
    const scan = await scanClusterings(points, params('HDBSCAN', { scanTo: 15 }), { seed: 0 });
    expect(scan.seeds).toBeNull();
    const best = scan.points.find((point) => point.best)!;
    expect(best.dbcv).toBe(Math.max(...scan.points.map((point) => point.dbcv ?? -2)));
    expect(best.clusterCount).toBe(3);
    for (const point of scan.points)
      expect(point).toMatchObject({
        dbcv: expect.any(Number),
        stability: expect.any(Number),
        silhouette: expect.any(Number),
        bic: null,
        inertia: null,
      });
    expect(scan.fit.tree?.selected).toHaveLength(3);
    expect(words(scan)).toMatch(/^A minimum cluster size of \d+ is best, DBCV \.\d\d, 3 clusters/);
  });

  test('where there are no groups it says so', async () => {
    const scan = await scanClusterings(normals(40, 3), params('HDBSCAN', { scanFrom: 18, scanTo: 20 }), {
      seed: 0,
    });
    expect(words(scan)).toMatch(
      /^No minimum cluster size that was tried makes two groups.*There are not two groups/,
    );
  });

  test('a range of sizes is tried in ratios', async () => {
    const scan = await scanClusterings(normals(200, 2), params('HDBSCAN', { scanFrom: 5, scanTo: 60 }), {
      seed: 0,
    });
    const values = scan.points.map(({ value }) => value);
    expect(values).toHaveLength(10);
    expect([values[0], values.at(-1)]).toEqual([5, 60]);
  });
});

describe('what speaks against a clusterer is looked for in the data', () => {
  /** Two clouds far apart; `shape` gives a coordinate from a normal number. */
  const clouds = (shape: (normal: number, row: number, col: number) => number): Matrix => {
    const { data } = normals(160, 2, 7);
    return {
      data: data.map((value, at) => shape(value, at >> 1, at % 2) + (at >> 1 < 80 ? 60 : 0)),
      rows: 160,
      cols: 2,
    };
  };
  const two = { params: { nClusters: 2 }, scanTo: 3 };

  test.each<[string | null, Matrix]>([
    [null, clouds((normal) => normal)],
    ['ELONGATED_CLUSTERS', clouds((normal, _, col) => (col === 1 ? 9 * normal : normal))],
    ['UNEVEN_SPREAD', clouds((normal, row) => (row < 80 ? 6 * normal : normal))],
    ['OUTLIERS', clouds((normal, row) => (row === 5 || row === 100 ? 8 : normal))],
  ])('k-means: %s', async (code, data) => {
    const scan = await scanClusterings(data, params('KMEANS', two), { seed: 0 });
    expect(codes(scan)).toEqual(code === null ? [] : [code]);
  });

  test('mixtures: clusters that are not Gaussian', async () => {
    const fixed = { params: { nComponents: 2 }, scanTo: 3 };
    const round = await scanClusterings(
      clouds((normal) => normal),
      params('GMM', fixed),
      { seed: 0 },
    );
    expect(codes(round)).toEqual([]);
    const twin = clouds((normal, row, col) => 0.3 * normal + (col === 1 && row % 2 === 0 ? 5 : 0));
    const scan = await scanClusterings(twin, params('GMM', fixed), { seed: 0 });
    expect(codes(scan)).toContain('NOT_GAUSSIAN');
  });

  test('HDBSCAN: clusters that come and go with the size', async () => {
    const scan = await scanClusterings(normals(160, 2, 3), params('HDBSCAN', { scanFrom: 2, scanTo: 40 }), {
      seed: 0,
    });
    expect(codes(scan)).toContain('DEPENDS_ON_SIZE');
  });
});

test.each(['KMEANS', 'GMM', 'HDBSCAN'] as const)(
  '%s: three samples, and samples that are all the same',
  async (algorithm) => {
    const range = scanRangeFor(algorithm, 3);
    const few = await scanClusterings(normals(3, 4), params(algorithm, range), { seed: 0 });
    expect(few.fit.labels).toHaveLength(3);
    const same: Matrix = { data: new Float64Array(40).fill(3), rows: 10, cols: 4 };
    const scan = await scanClusterings(same, params(algorithm, scanRangeFor(algorithm, 10)), { seed: 0 });
    expect(codes(scan)).toContain('NO_CLUSTERS');
  },
);

test('a minSamples that bootstraps do not have is no reason to fail', async () => {
  const clustering = params('HDBSCAN', { scanFrom: 5, scanTo: 6, params: { minSamples: 110 } });
  const scan = await scanClusterings(points, clustering, { seed: 0 });
  expect(scan.points).toHaveLength(2);
});

test('a scan hears that it is to stop', async () => {
  const stop = new AbortController();
  const scan = scanClusterings(points, params('GMM'), {
    seed: 0,
    signal: stop.signal,
    onProgress: () => stop.abort(new Error('enough')),
  });
  await expect(scan).rejects.toThrow('enough');
});

test('what is scanned follows from the number of samples', () => {
  expect(scanRangeFor('KMEANS', 150)).toEqual({ scanFrom: 2, scanTo: 10 });
  expect(scanRangeFor('KMEANS', 5)).toEqual({ scanFrom: 2, scanTo: 4 });
  expect(scanRangeFor('GMM', 150)).toEqual({ scanFrom: 2, scanTo: 10 });
  expect(scanRangeFor('HDBSCAN', 150)).toEqual({ scanFrom: 5, scanTo: 30 });
  expect(scanRangeFor('HDBSCAN', 9)).toEqual({ scanFrom: 3, scanTo: 3 });
});

test('data that hold NaN are refused', async () => {
  const bad: Matrix = { data: Float64Array.of(0, Number.NaN, 1, 2), rows: 4, cols: 1 };
  await expect(scanClusterings(bad, params('HDBSCAN', { scanFrom: 2 }), { seed: 0 })).rejects.toBeInstanceOf(
    ParameterError,
  );
});

test('bootstraps hold fewer rows of each cluster, and a smallest size of HDBSCAN shrinks with them', async () => {
  for (const params of [{ minClusterSize: 36 }, { minClusterSize: 5, minSamples: 36 }]) {
    const clustering = clusteringParams.parse({ algorithm: 'HDBSCAN', params });
    const { stability } = await scanClusterings(points, clustering, { seed: 0 });
    expect(stability.overall).toBeGreaterThan(0.7);
  }
});
