import { CLUSTERING_ALGORITHMS, MODEL_KINDS, PROJECTION_KINDS } from '@asterism/ml/params';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { send, startApi, type TestApi } from '../../testing/startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

interface Algorithm {
  kind: string;
  group: string;
  pro: string;
  con: string;
  parameters: { properties?: Record<string, object> };
}

test('every model, projection and clusterer says what speaks for and against it, and what can be set', async () => {
  const { data, errors } = await send(api, '{ algorithms { kind group pro con parameters } }');
  expect(errors).toBeUndefined();
  const algorithms = data?.['algorithms'] as Algorithm[];
  const kindsOf = (name: string) =>
    algorithms
      .filter(({ group }) => group === name)
      .map(({ kind }) => kind)
      .sort();
  expect(kindsOf('CLUSTERING')).toEqual([...CLUSTERING_ALGORITHMS].sort());
  expect(kindsOf('PROJECTION')).toEqual([...PROJECTION_KINDS].sort());
  expect(kindsOf('MODEL')).toEqual([...MODEL_KINDS].sort());
  for (const { pro, con } of algorithms)
    for (const sentence of [pro, con]) expect(sentence).toMatch(/^\S.{20,}\.$/);
  const told = algorithms.flatMap(({ pro, con }) => [pro, con]);
  expect(new Set(told).size).toBe(told.length);
  const settings = (kind: string) =>
    Object.keys(algorithms.find((algorithm) => algorithm.kind === kind)!.parameters.properties ?? {});
  expect(settings('KMEANS')).toEqual(expect.arrayContaining(['nClusters', 'nInit', 'maxIter', 'tol']));
  expect(settings('GMM')).toEqual(expect.arrayContaining(['nComponents', 'covarianceType', 'regCovar']));
  expect(settings('HDBSCAN')).toEqual(expect.arrayContaining(['minClusterSize', 'minSamples']));
  expect(settings('TSNE')).toContain('perplexity');
  expect(settings('UMAP')).toEqual(expect.arrayContaining(['nNeighbors', 'minDist']));
});
