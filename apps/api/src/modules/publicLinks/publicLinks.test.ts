import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeGlobalId } from '../../builder.ts';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment, seedStage } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let editor: TestPerson;
let shown: Awaited<ReturnType<typeof seedExperiment>>;
let hidden: Awaited<ReturnType<typeof seedExperiment>>;
let clusterId: string;
/** Of its labels, and of a blob of the same workspace that it does not show. */
let labels: string;
let weights: string;
let sampleId: string;
let foreignSampleId: string;

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db, { role: 'EDITOR' });
  const at = { workspaceId: editor.workspaceId, versionId: '' };
  const version = await seedVersion(api, editor.workspaceId, [{}, {}]);
  const other = await seedVersion(api, editor.workspaceId, [{}]);
  shown = await seedExperiment(api.db, { ...at, versionId: version.id }, { createdById: editor.userId });
  hidden = await seedExperiment(api.db, { ...at, versionId: other.id });
  labels = await hold(Int32Array.from([0, 1]));
  weights = await hold(Int32Array.from([7, 8, 9]));
  const stage = await seedStage(api.db, [shown], { kind: 'CLUSTER', status: 'SUCCEEDED' });
  await api.db.clustering.create({
    data: {
      stageId: stage.id,
      algorithm: 'KMEANS',
      labelsSha256: labels,
      sampleCount: 2,
      clusterCount: 2,
      noiseCount: 0,
    },
  });
  const cluster = await api.db.cluster.create({
    data: { experimentId: shown.id, label: 0, size: 2, isNoise: false, memberIndexes: [1, 0] },
  });
  clusterId = encodeGlobalId('Cluster', cluster.id);
  const sampleOf = async (versionId: string) =>
    (await api.db.sample.findFirstOrThrow({ where: { versionId } })).id;
  sampleId = await sampleOf(version.id);
  foreignSampleId = await sampleOf(other.id);
});
afterAll(() => api.close());

async function hold(values: Int32Array): Promise<string> {
  const { sha256, bytes } = await api.blobs.put(new Uint8Array(values.buffer));
  await api.db.workspaceBlob.create({ data: { workspaceId: editor.workspaceId, sha256, bytes } });
  return sha256;
}

const CREATE = `mutation ($input: CreatePublicLinkInput!) { createPublicLink(input: $input) {
  link { id url expiresAt subject { id } } problems { code path } } }`;
const REVOKE =
  'mutation ($id: ID!) { revokePublicLink(input: { id: $id }) { link { revokedAt } problems { code } } }';

interface Link {
  id: string;
  url: string;
  subject: { id: string };
}

async function create(input: Record<string, unknown>, by = editor): Promise<{ link: Link | null } | string> {
  const { data, errors } = await send(api, CREATE, { token: by.token, variables: { input } });
  return errors
    ? String(errors[0]?.extensions['code'])
    : (data?.['createPublicLink'] as { link: Link | null });
}
async function link(): Promise<Link & { token: string }> {
  const answer = await create({ subjectId: shown.globalId });
  if (typeof answer === 'string' || !answer.link) throw new Error(JSON.stringify(answer));
  return { ...answer.link, token: answer.link.url.split('/').at(-1)! };
}
const codeOf = async (query: string, token: string) =>
  (await send(api, query, { token })).errors?.[0]?.extensions['code'];
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${api.url}${path}`, { headers });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test('whoever bears a link sees its experiment and what hangs off it', async () => {
  const { token, url, id, subject } = await link();
  expect(url).toBe(`http://localhost:3000/p/${token}`);
  expect(subject.id).toBe(shown.globalId);
  const { data, errors } = await send(
    api,
    `query ($cluster: ID!) {
      publicLink { id url subject { id ... on Experiment { name labels { url } clusters { label members { edges {
        node { index fileName thumbnailUrl(size: 32) } } } } datasetVersion { sampleCount } } } }
      node(id: $cluster) { id ... on Cluster { size } } viewer { user { id } } }`.replace(
      'viewer { user { id } }',
      '',
    ),
    { token, variables: { cluster: clusterId } },
  );
  expect(errors).toBeUndefined();
  const view = data as {
    publicLink: {
      id: string;
      subject: {
        labels: { url: string };
        clusters: { members: { edges: { node: { index: number; thumbnailUrl: string } }[] } }[];
      };
    };
  };
  expect(view.publicLink.id).toBe(id);
  expect(data).toMatchObject({ node: { id: clusterId, size: 2 } });
  const { labels: blob, clusters } = view.publicLink.subject;
  expect(blob.url).toMatch(/^\/blobs\/-\//);
  const bytes = new Uint8Array(await (await get(blob.url, bearer(token))).arrayBuffer());
  expect([...new Int32Array(bytes.buffer)]).toEqual([0, 1]);
  const [first] = clusters[0]!.members.edges;
  expect(first?.node.index).toBe(1);
  const picture = await get(first!.node.thumbnailUrl, bearer(token));
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
});

test('and nothing else: not people, other experiments, files, or what makes somebody work', async () => {
  const { token } = await link();
  for (const query of [
    '{ publicLink { subject { ... on Experiment { createdBy { email } } } } }',
    '{ publicLink { subject { ... on Experiment { dataset { versions { edges { node { id } } } } } } } }',
    '{ publicLink { subject { ... on Experiment { study { id } } } } }',
    '{ publicLink { subject { ...F } } } fragment F on Experiment { environment }',
    `{ publicLink { subject { ... on Experiment { clusters { members { edges { node { pixels { url } } } } } } } } }`,
    `{ workspace(slug: "${editor.slug}") { name } }`,
    `{ experiments(workspace: "${editor.slug}") { edges { node { id } } } }`,
    '{ system { version } }',
    `mutation { cancelExperiment(input: { id: "${shown.globalId}" }) { problems { code } } }`,
    `mutation { createWorkspace(input: { name: "X" }) { problems { code } } }`,
  ])
    expect([query, await codeOf(query, token)]).toEqual([query, 'FORBIDDEN']);
  const seen = (id: string) =>
    send(api, `{ experiment(id: "${id}") { name } node(id: "${id}") { id } }`, { token });
  expect((await seen(shown.globalId)).data?.['experiment']).not.toBeNull();
  expect(await seen(hidden.globalId)).toEqual(await seen(encodeGlobalId('Experiment', 'made-up')));
  expect(await seen(hidden.globalId)).toEqual({ data: { experiment: null, node: null } });
  for (const [path, status] of [
    [`/blobs/-/${weights}`, 404],
    [`/blobs/${editor.slug}/${labels}`, 404],
    [`/thumbnails/${foreignSampleId}`, 404],
    [`/samples/${sampleId}/pixels`, 401],
  ] as const)
    expect([path, (await get(path, bearer(token))).status]).toEqual([path, status]);
  expect(await codeOf('{ __schema { queryType { name } } }', token)).toBe('UNAUTHENTICATED');
});

test('the page of a link gives a cookie for its pictures, beside those of others', async () => {
  const [one, two] = [await link(), await link()];
  const open = async ({ token }: { token: string }, cookie?: string) => {
    const response = await get(`/p/${token}`, cookie ? { cookie } : {});
    return response.headers.getSetCookie()[0]?.split(';') ?? [];
  };
  const [first, ...attributes] = await open(one);
  expect(attributes.map((text) => text.trim())).toEqual(['Path=/', 'HttpOnly', 'SameSite=Lax']);
  const [both] = await open(two, first);
  const picture = async (cookie: string) => (await get(`/thumbnails/${sampleId}`, { cookie })).status;
  expect(await picture(both!)).toBe(200);
  await send(api, REVOKE, { token: editor.token, variables: { id: two.id } });
  expect(await picture(both!)).toBe(200);
  await send(api, REVOKE, { token: editor.token, variables: { id: one.id } });
  expect(await picture(both!)).toBe(401);
  // The cookie is for pictures alone.
  const { data } = await send(api, '{ publicLink { id } }', { cookie: both! });
  expect(data).toEqual({ publicLink: null });
});

test('a link to a comparison shows its experiments and how they agree, and no third one', async () => {
  const third = await seedExperiment(api.db, {
    workspaceId: editor.workspaceId,
    versionId: shown.datasetVersionId,
  });
  const { data: saved } = await send(
    api,
    `mutation ($input: SaveComparisonInput!) { saveComparison(input: $input) { comparison { id } problems { code } } }`,
    {
      token: editor.token,
      variables: {
        input: {
          workspace: editor.slug,
          title: 'Two of them',
          experimentIds: [hidden.globalId, shown.globalId],
          state: { index: 'ami' },
        },
      },
    },
  );
  const kept = saved?.['saveComparison'] as { comparison: { id: string } };
  const made = await create({ subjectId: kept.comparison.id });
  if (typeof made === 'string' || !made.link) throw new Error(JSON.stringify(made));
  const token = made.link.url.split('/').at(-1)!;
  const { data, errors } = await send(
    api,
    `query ($ids: [ID!]!, $id: ID!) {
      publicLink { subject { id ... on Comparison { title state experiments { id number } } } }
      node(id: $id) { id }
      compare(experimentIds: $ids) { agreement movers(first: "${shown.globalId}", second: "${hidden.globalId}") { sample { id } } } }`,
    { token, variables: { ids: [shown.globalId, hidden.globalId], id: kept.comparison.id } },
  );
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    publicLink: {
      subject: {
        id: kept.comparison.id,
        title: 'Two of them',
        state: { index: 'ami' },
        experiments: [{ id: hidden.globalId }, { id: shown.globalId }],
      },
    },
    node: { id: kept.comparison.id },
    compare: {
      agreement: [
        [1, null],
        [null, null],
      ],
    },
  });
  expect((await get(`/thumbnails/${foreignSampleId}`, bearer(token))).status).toBe(200);
  expect(
    await codeOf(
      `{ compare(experimentIds: ["${shown.globalId}", "${third.globalId}"]) { agreement } }`,
      token,
    ),
  ).toBe('NOT_FOUND');
  // A link to one of them shows that one alone.
  const alone = await link();
  expect(
    await codeOf(
      `{ compare(experimentIds: ["${shown.globalId}", "${hidden.globalId}"]) { agreement } }`,
      alone.token,
    ),
  ).toBe('NOT_FOUND');
  const seen = await send(api, `{ node(id: "${kept.comparison.id}") { id } }`, { token: alone.token });
  expect(seen).toEqual({ data: { node: null } });

  // Links are found by what they show.
  const listed = async (experimentIds: string[]) => {
    const { data } = await send(
      api,
      'query ($slug: String!, $ids: [ID!]) { workspace(slug: $slug) { publicLinks(experimentIds: $ids) { id createdBy { id } } } }',
      { token: editor.token, variables: { slug: editor.slug, ids: experimentIds } },
    );
    const workspace = data?.['workspace'] as { publicLinks: { id: string }[] };
    return workspace.publicLinks.map(({ id }) => id);
  };
  expect(await listed([hidden.globalId, shown.globalId])).toEqual([made.link.id]);
  expect(await listed([shown.globalId, hidden.globalId])).toEqual([]);
  expect(await listed([hidden.globalId])).toEqual([]);
  expect(await listed([shown.globalId])).toContain(alone.id);
  await send(api, REVOKE, { token: editor.token, variables: { id: made.link.id } });
  expect((await send(api, '{ publicLink { id } }', { token })).data).toEqual({ publicLink: null });
});

test('a link that is revoked or has run out shows nothing, at once', async () => {
  const [revoked, expired] = [await link(), await link()];
  const view = async (token: string) =>
    (await send(api, '{ publicLink { id } }', { token })).data?.['publicLink'];
  expect(await view(revoked.token)).toEqual({ id: revoked.id });
  const { data } = await send(api, REVOKE, { token: editor.token, variables: { id: revoked.id } });
  expect(data?.['revokePublicLink']).toMatchObject({ link: { revokedAt: expect.any(String) }, problems: [] });
  expect(await view(revoked.token)).toBeNull();
  const [, row] = Buffer.from(expired.id, 'base64').toString().split(':');
  await api.db.publicLink.update({ where: { id: row! }, data: { expiresAt: new Date() } });
  expect(await view(expired.token)).toBeNull();
});

test('editors make, see and revoke links; others cannot, and strangers cannot tell that there are any', async () => {
  const { id, url, token } = await link();
  const viewer = await seedPerson(api.db, { role: 'VIEWER', workspaceId: editor.workspaceId });
  const stranger = await seedPerson(api.db);
  const list = async (by: TestPerson) =>
    (await send(api, `{ workspace(slug: "${editor.slug}") { publicLinks { id url } } }`, { token: by.token }))
      .data?.['workspace'];
  expect(await list(editor)).toMatchObject({ publicLinks: expect.arrayContaining([{ id, url }]) });
  expect(await list(viewer)).toEqual({ publicLinks: [] });
  expect(await create({ subjectId: shown.globalId }, viewer)).toBe('FORBIDDEN');
  const revoke = (by: TestPerson, of: string) =>
    send(api, REVOKE, { token: by.token, variables: { id: of } });
  expect((await revoke(viewer, id)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  expect(await revoke(stranger, id)).toEqual(await revoke(stranger, encodeGlobalId('PublicLink', 'made-up')));
  expect(await create({ subjectId: shown.globalId }, stranger)).toEqual(
    await create({ subjectId: encodeGlobalId('Experiment', 'made-up') }, stranger),
  );
  expect(JSON.stringify(await api.db.publicLink.findMany())).not.toContain(token);
  expect(api.logLines.join()).not.toContain(token);
});
