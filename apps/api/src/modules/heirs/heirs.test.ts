import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeGlobalId } from '../../builder.ts';
import { seedClustering } from '../../testing/seedClustering.ts';
import { seedNextVersion, seedVersion } from '../../testing/seedData.ts';
import { seedExperiment } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

const FIRST = [0, 0, 0, 0, 1, 1, 1, -1];

let api: TestApi;
let editor: TestPerson;

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db, { role: 'EDITOR' });
});
afterAll(() => api.close());

/** A data set of eight samples, and how it is clustered. */
async function seedDataset() {
  const { workspaceId } = editor;
  const version = await seedVersion(api, workspaceId, Array(FIRST.length).fill({}));
  const cluster = (labels: number[], versionId = version.id, overrides = {}) =>
    seedClustering(api, { workspaceId, versionId }, labels, overrides);
  return { version, cluster };
}

const HEIR = `from { id label } to { id label experiment { id } } jaccard isAccepted joinedCount leftCount
  joined { index fileName } left(count: 1) { index }`;

interface HeirView {
  from: { label: number };
  to: { label: number; experiment: { id: string } };
  jaccard: number;
  joinedCount: number;
  joined: { index: number; fileName: string }[];
}

async function read(field: 'heirs' | 'ancestors', clusterId: string, by = editor): Promise<HeirView[]> {
  const { data, errors } = await send(
    api,
    `query ($id: ID!) { node(id: $id) { ... on Cluster { ${field} { ${HEIR} } } } }`,
    {
      token: by.token,
      variables: { id: encodeGlobalId('Cluster', clusterId) },
    },
  );
  expect(errors).toBeUndefined();
  return (data?.['node'] as Record<string, HeirView[]> | undefined)?.[field] ?? [];
}

const write = (clusterId: string) =>
  api.db.observation.create({
    data: { workspaceId: editor.workspaceId, clusterId, revision: 1, markdown: 'Rings.' },
  });

test('the heir in every other finished experiment of the data set, the greatest overlap first', async () => {
  const { cluster, version } = await seedDataset();
  const first = await cluster(FIRST);
  const alike = await cluster([4, 4, 4, 4, 4, 2, 2, 2]);
  const same = await cluster(FIRST);
  await cluster([-1, -1, -1, -1, 0, 0, 0, 0]);
  await seedExperiment(api.db, { workspaceId: editor.workspaceId, versionId: version.id });
  await seedDataset().then((other) => other.cluster(FIRST));
  expect(await read('heirs', first.clusters.get(0)!.id)).toEqual([
    expect.objectContaining({
      to: { id: expect.any(String), label: 0, experiment: { id: same.globalId } },
      jaccard: 1,
      joinedCount: 0,
      leftCount: 0,
    }),
    {
      from: { id: encodeGlobalId('Cluster', first.clusters.get(0)!.id), label: 0 },
      to: { id: expect.any(String), label: 4, experiment: { id: alike.globalId } },
      jaccard: 0.8,
      isAccepted: false,
      joinedCount: 1,
      joined: [{ index: 4, fileName: 'disc-4.fits' }],
      leftCount: 0,
      left: [],
    },
  ]);
  expect(await read('heirs', first.clusters.get(-1)!.id)).toEqual([]);
});

test('what is written is offered to its heir, and says so once it is accepted', async () => {
  const { cluster } = await seedDataset();
  const first = await cluster(FIRST);
  const again = await cluster([1, 1, 1, 0, 0, 0, 0, -1]);
  const heir = again.clusters.get(1)!.id;
  expect(await read('ancestors', heir)).toEqual([]);
  const { id } = first.clusters.get(0)!;
  await write(id);
  await api.db.observation.create({
    data: { workspaceId: editor.workspaceId, clusterId: first.clusters.get(1)!.id },
  });
  expect(await read('ancestors', heir)).toMatchObject([
    { from: { label: 0 }, to: { label: 1 }, jaccard: 0.75, isAccepted: false, left: [{ index: 3 }] },
  ]);
  expect(await read('ancestors', again.clusters.get(0)!.id)).toEqual([]);
  await api.db.clusterHeir.create({ data: { fromClusterId: id, toClusterId: heir } });
  expect(await read('ancestors', heir)).toMatchObject([{ isAccepted: true }]);
  expect(await read('heirs', id)).toMatchObject([{ isAccepted: true }]);
});

test('between versions samples are the same by what they are made of', async () => {
  const { cluster, version } = await seedDataset();
  const later = await seedNextVersion(api, version, [6, 5, 4, 3, 2, 99]);
  const first = await cluster(FIRST);
  const second = await cluster([0, 0, 0, 1, 1, 1], later.id);
  expect(await read('heirs', first.clusters.get(0)!.id)).toMatchObject([
    {
      to: { label: 1, experiment: { id: second.globalId } },
      jaccard: 1,
      joinedCount: 1,
      joined: [{ index: 5, fileName: 'later-5.fits' }],
      leftCount: 2,
      left: [{ index: 0 }],
    },
  ]);
  await write(first.clusters.get(1)!.id);
  expect(await read('ancestors', second.clusters.get(0)!.id)).toMatchObject([
    { jaccard: 1, from: { label: 1 } },
  ]);
});

test('more experiments and clusters cost no more statements; 50 are looked through', async () => {
  const { cluster } = await seedDataset();
  const first = await cluster(FIRST, undefined, { createdAt: new Date(0) });
  await write(first.clusters.get(0)!.id);
  const cost = async (field: 'heirs' | 'ancestors', id: string) => {
    const before = api.statements.length;
    const { data, errors } = await send(
      api,
      `query ($id: ID!) { experiment(id: $id) { clusters { ${field} { ${HEIR} } } } }`,
      { token: editor.token, variables: { id } },
    );
    expect(errors).toBeUndefined();
    const clusters =
      (data?.['experiment'] as { clusters: { heirs: object[] }[] } | undefined)?.clusters ?? [];
    return { statements: api.statements.length - before, clusters };
  };
  const labels = () => FIRST.map((label) => (label < 0 ? label : 1 - label));
  const second = await cluster(labels());
  const one = await cost('heirs', first.globalId);
  const oneAncestor = await cost('ancestors', second.globalId);
  for (let i = 0; i < 51; i++) {
    const more = await cluster(labels());
    await write(more.clusters.get(1)!.id);
  }
  const many = await cost('heirs', first.globalId);
  expect(many.clusters.map(({ heirs }) => heirs.length)).toEqual([0, 50, 50]);
  expect(many.statements).toBeLessThanOrEqual(one.statements);
  expect((await cost('ancestors', second.globalId)).statements).toBeLessThanOrEqual(oneAncestor.statements);
});

test('the heirs of a whole list of experiments are refused', async () => {
  const { cluster } = await seedDataset();
  for (let i = 0; i < 6; i++) await cluster(FIRST);
  const list = async (fields: string) => {
    const { errors } = await send(
      api,
      `{ experiments(workspace: "${editor.slug}", first: 6) { edges { node { clusters { ${fields} } } } } }`,
      { token: editor.token },
    );
    return errors?.map(({ extensions }) => extensions['code']) ?? [];
  };
  expect(await list('heirs { jaccard }')).toEqual([]);
  expect(new Set(await list('heirs { jaccard } ancestors { jaccard }'))).toEqual(new Set(['BAD_USER_INPUT']));
});
