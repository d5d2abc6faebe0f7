import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment, seedStage } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let editor: TestPerson;
let stranger: TestPerson;

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db);
  stranger = await seedPerson(api.db);
  const { id: versionId } = await seedVersion(api, editor.workspaceId, [{}, {}]);
  const at = { workspaceId: editor.workspaceId, versionId };
  const study = await api.db.study.create({
    data: { workspaceId: editor.workspaceId, datasetVersionId: versionId, name: 'A study', grid: {} },
  });
  for (let i = 0; i < 6; i++) {
    const row = await seedExperiment(api.db, at, {
      model: { kind: i < 4 ? 'CONV' : 'VAE', latentSize: 8 },
      silhouette: i === 5 ? null : i / 10,
      studyId: i < 2 ? study.id : null,
    });
    if (i > 0) continue;
    const stage = await seedStage(api.db, [row], { kind: 'TRAIN', status: 'SUCCEEDED' });
    await api.db.epochMetrics.createMany({
      data: Array.from({ length: 100 }, (_, epoch) => ({
        stageId: stage.id,
        epoch: epoch + 1,
        trainLoss: 100 - epoch,
        imagesPerSecond: 1,
      })),
    });
  }
});
afterAll(() => api.close());

const ask = (query: string, by = editor) => send(api, query, { token: by.token });

async function groups(by: string, filter = '{}') {
  const { data, errors } = await ask(
    `{ experimentGroups(workspace: "${editor.slug}", by: ${by}, filter: ${filter}) { key name count bestSilhouette } }`,
  );
  expect(errors).toBeUndefined();
  return data?.['experimentGroups'] as { key: string | null; count: number }[];
}

test('experiments are counted by what they have in common, the largest group first', async () => {
  expect(await groups('MODEL')).toEqual([
    { key: 'CONV', name: 'CONV', count: 4, bestSilhouette: 0.3 },
    { key: 'VAE', name: 'VAE', count: 2, bestSilhouette: 0.4 },
  ]);
  expect(await groups('MODEL', '{ silhouetteAtLeast: 0.25 }')).toMatchObject([{ count: 1 }, { count: 1 }]);
  expect(await groups('STUDY')).toMatchObject([
    { key: null, name: null, count: 4 },
    { name: 'A study', count: 2 },
  ]);
});

test.each(['STATUS', 'MODEL', 'CLUSTERER', 'NORMALIZATION', 'ALIGNMENT', 'STUDY', 'DATASET'])(
  'the groups by %s hold each experiment once, and the list shows them by their keys',
  async (by) => {
    const found = await groups(by);
    expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(6);
    for (const { key, count } of found) {
      const { data } = await ask(
        `{ experiments(workspace: "${editor.slug}", filter: { group: { by: ${by}, key: ${JSON.stringify(key)} } }) { totalCount } }`,
      );
      expect(data?.['experiments']).toEqual({ totalCount: count });
    }
  },
);

test('a stranger hears that there is no workspace', async () => {
  const { errors } = await ask(
    `{ experimentGroups(workspace: "${editor.slug}", by: MODEL) { key } }`,
    stranger,
  );
  expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
});

test('the small curve of the loss goes from the first epoch to the last', async () => {
  const { data } = await ask(
    `{ experiments(workspace: "${editor.slug}", orderBy: [{ field: CREATED_AT, direction: ASC }]) { edges { node { lossCurve } } } }`,
  );
  const curves = (data!['experiments'] as { edges: { node: { lossCurve: number[] } }[] }).edges.map(
    ({ node }) => node.lossCurve,
  );
  expect(curves[0]).toHaveLength(32);
  expect([curves[0]![0], curves[0]!.at(-1)]).toEqual([100, 1]);
  const steps = curves[0]!.slice(1).map((loss, i) => curves[0]![i]! - loss);
  expect(Math.max(...steps)).toBeLessThanOrEqual(4);
  expect(curves.slice(1)).toEqual(Array.from({ length: 5 }, () => []));
});
