import { condensedTreeRecord, type Projection } from '@asterism/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tinyFiles } from './files.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let versionId: string;

beforeAll(async () => {
  world = await createWorld();
  await world.startWorker();
  versionId = await world.readFiles(tinyFiles(14));
});
afterAll(() => world.close());

const floats = async (sha256: string | null): Promise<Float32Array> =>
  new Float32Array(new Uint8Array(await world.blobs.read(sha256!)).buffer);

async function resultsOf(experimentId: string) {
  const uses = await world.db.experimentStage.findMany({
    where: { experimentId },
    include: {
      stage: {
        include: { projection: true, clustering: { include: { scan: { orderBy: { value: 'asc' } } } } },
      },
    },
  });
  const stages = uses.map(({ stage }) => stage);
  return {
    clustering: stages.find(({ kind }) => kind === 'CLUSTER')!.clustering!,
    projections: stages.flatMap(({ projection }) => projection ?? []),
  };
}

test('a mixture has responsibilities, BIC and a scan; three maps are drawn, and say how far to trust them', async () => {
  const { id } = await world.addExperiment(versionId, {
    clustering: { algorithm: 'GMM', scanTo: 4 },
    projections: ['PCA', 'TSNE', 'UMAP'],
  });
  const done = await world.reaches(id, 'SUCCEEDED', 'FAILED');
  expect(done).toMatchObject({ failure: null, bic: expect.any(Number), aic: expect.any(Number) });
  expect(done.recommendation).toMatch(/^k = \d is best, silhouette .* BIC .* principal component/);
  const { clustering, projections } = await resultsOf(id);
  expect(clustering).toMatchObject({ algorithm: 'GMM', bic: done.bic, condensedTreeSha256: null });
  expect(clustering.reducedTo).toBeLessThan(4);
  expect(clustering.reference).not.toBeNull();
  expect(clustering.scan.map(({ value, bic, dbcv }) => [value, typeof bic, typeof dbcv])).toEqual(
    [2, 3, 4].map((k) => [k, 'number', 'number']),
  );
  expect(await floats(clustering.sampleStabilitySha256)).toHaveLength(14);
  expect(await floats(clustering.sampleSeedStabilitySha256)).toHaveLength(14);
  expect(clustering.stability).toMatchObject({
    seeds: {
      overall: expect.any(Number),
      runs: 10,
      sampleCount: 14,
      perCluster: { length: done.clusterCount },
    },
  });
  const best = clustering.scan.find((point) => point.best)!;
  expect(best).toMatchObject({
    silhouette: done.silhouette,
    dbcv: done.dbcv,
    bic: done.bic,
    stability: done.stability,
  });
  const shares = await floats(clustering.responsibilitiesSha256);
  expect(shares).toHaveLength(14 * clustering.componentCount!);
  expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(14, 4);
  const surest = Array.from({ length: 14 }, (_, i) =>
    Math.max(...shares.subarray(i * clustering.componentCount!, (i + 1) * clustering.componentCount!)),
  );
  expect([...(await floats(clustering.membershipSha256))]).toEqual(surest);

  const byKind = new Map(projections.map((map): [string, Projection] => [map.kind, map]));
  expect([...byKind.keys()].sort()).toEqual(['PCA', 'TSNE', 'UMAP']);
  expect(byKind.get('PCA')).toMatchObject({
    loadings: { length: 8 },
    explainedVariance: { length: 2 },
    spectrum: { length: 4 },
    neighbourCount: 6,
  });
  for (const {
    trustworthiness,
    continuity,
    trustSha256,
    continuitySha256,
    coordinatesSha256,
    keptSha256,
  } of projections) {
    const kept = [...(await floats(keptSha256))];
    expect(kept).toHaveLength(14);
    expect(kept.every((count) => Number.isInteger(count) && count >= 0 && count <= 6)).toBe(true);
    expect((await floats(coordinatesSha256)).every(Number.isFinite)).toBe(true);
    for (const [value, sha256] of [
      [trustworthiness, trustSha256],
      [continuity, continuitySha256],
    ] as const) {
      const own = await floats(sha256);
      expect(own).toHaveLength(14);
      expect(own.reduce((sum, one) => sum + one / 14, 0)).toBeCloseTo(value!, 5);
    }
  }
});

test('HDBSCAN leaves memberships, outlier scores and its tree', async () => {
  const clustering = { algorithm: 'HDBSCAN', scanFrom: 2, scanTo: 5 };
  const { id } = await world.addExperiment(versionId, { clustering });
  const done = await world.reaches(id, 'SUCCEEDED', 'FAILED');
  expect(done.failure).toBeNull();
  expect(done.recommendation).toMatch(/^A minimum cluster size of \d+ is best/);
  const found = await resultsOf(id);
  expect(found.clustering.scan.map(({ value }) => value)).toEqual([2, 3, 4, 5]);
  expect(await floats(found.clustering.membershipSha256)).toHaveLength(14);
  expect(await floats(found.clustering.outlierScoresSha256)).toHaveLength(14);
  const bytes = await world.blobs.read(found.clustering.condensedTreeSha256!);
  const tree = condensedTreeRecord.parse(JSON.parse(new TextDecoder().decode(bytes)));
  expect(tree.rows).toBe(14);
  expect(tree.child.filter((child) => child < 14).sort((a, b) => a - b)).toEqual([...Array(14).keys()]);
  expect(tree.selected).toHaveLength(done.clusterCount!);
});

test('a size that no samples can reach is a reason to fail, said to whoever asked', async () => {
  const { id } = await world.addExperiment(versionId, {
    clustering: { algorithm: 'HDBSCAN', params: { minClusterSize: 40 } },
  });
  expect(await world.reaches(id, 'FAILED')).toMatchObject({
    failure: { code: 'TOO_FEW_SAMPLES', stage: 'CLUSTER', retryable: false },
  });
});
