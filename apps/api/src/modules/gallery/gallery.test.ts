import { randomBytes } from 'node:crypto';
import { QUANTILE_LEVELS } from '@asterism/fits';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedVersion } from '../../testing/seedData.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let owner: TestPerson;
let version: Awaited<ReturnType<typeof seedVersion>>;

beforeAll(async () => {
  api = await startApi();
  owner = await seedPerson(api.db, { scope: 'READ' });
  version = await seedVersion(api, owner.workspaceId, [{}, {}, {}]);
});
afterAll(() => api.close());

async function ask(fields: string, token = owner.token) {
  const { data, errors } = await send(
    api,
    `query ($id: ID!) { node(id: $id) { ... on DatasetVersion { ${fields} } } }`,
    { token, variables: { id: version.globalId } },
  );
  return { version: data?.['node'] as Record<string, unknown> | null, errors };
}

test('display limits are the percentiles of all pixels, between the levels of the table', async () => {
  // A channel whose quantile at level q is 1000 q.
  const quantiles = new Uint8Array(Float32Array.from(QUANTILE_LEVELS, (level) => 1000 * level).buffer);
  await api.db.versionChannel.create({
    data: { versionId: version.id, channel: 1, pixelCount: 192, quantiles },
  });
  const { version: found } = await ask(
    'none: displayLimits own: displayLimits(channel: 1) all: displayLimits(channel: 1, percentile: 100) half: displayLimits(channel: 1, percentile: 50)',
  );
  const [lower, upper] = (found?.['own'] ?? []) as number[];
  expect(lower).toBeCloseTo(5, 3);
  expect(upper).toBeCloseTo(995, 3);
  expect(found).toMatchObject({ none: null, all: [0, 1000], half: [500, 500] });
  const { errors } = await ask('displayLimits(percentile: 101)');
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('sheets come in order of their numbers, their picture with the credentials that show the version', async () => {
  expect((await ask('spriteSheets { number }')).version).toEqual({ spriteSheets: [] });
  const png = randomBytes(100);
  const { sha256 } = await api.blobs.put(png);
  await api.db.workspaceBlob.create({ data: { workspaceId: owner.workspaceId, sha256, bytes: 100n } });
  const tile = { lower: [-1, 0], upper: [5, 6], widths: [120, 0], heights: [100, 0] };
  for (const [number, channel] of [
    [2, 0],
    [1, 0],
    [0, 0],
    [0, 1],
  ] as const)
    await api.db.spriteSheet.create({
      data: { versionId: version.id, number, channel, count: 2, sha256, bytes: 100, ...tile },
    });
  const fields =
    'number channel firstIndex count columns tileSize image { url bytes sha256 } lower upper widths heights';
  const { version: found } = await ask(
    `spriteSheets(from: 1, first: 5) { ${fields} } other: spriteSheets(channel: 1) { number channel }`,
  );
  const sheets = found?.['spriteSheets'] as { image: { url: string } }[];
  const url = `/blobs/${owner.slug}/${sha256}?format=png`;
  const common = {
    channel: 0,
    count: 2,
    columns: 8,
    tileSize: 128,
    image: { url, bytes: 100, sha256 },
    ...tile,
  };
  expect(sheets).toEqual([
    { number: 1, firstIndex: 64, ...common },
    { number: 2, firstIndex: 128, ...common },
  ]);
  expect(found?.['other']).toEqual([{ number: 0, channel: 1 }]);

  const get = (token: string, headers = {}) =>
    fetch(api.url + sheets[0]!.image.url, { headers: { authorization: `Bearer ${token}`, ...headers } });
  const picture = await get(owner.token);
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(picture.headers.get('cache-control')).toContain('immutable');
  expect(Buffer.from(await picture.arrayBuffer()).equals(png)).toBe(true);
  const etag = picture.headers.get('etag')!;
  expect((await get(owner.token, { 'if-none-match': etag })).status).toBe(304);
  const stranger = await seedPerson(api.db);
  expect((await get(stranger.token)).status).toBe(404);
  expect((await ask('spriteSheets { number }', stranger.token)).version).toBeNull();
});

test.each(['first: 65', 'first: -1', 'from: -1', 'channel: -1'])(
  'sheets with %s are refused',
  async (args) => {
    const { errors } = await ask(`spriteSheets(${args}) { number }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  },
);

test('samples are had from any ID number on, and the count stays that of all', async () => {
  const fields = '{ edges { node { index } } pageInfo { hasNextPage endCursor } totalCount }';
  const { version: found } = await ask(
    `tail: samples(from: 1, first: 1) ${fields} beyond: samples(from: 3) ${fields}`,
  );
  const tail = found?.['tail'] as { pageInfo: { endCursor: string } };
  expect(tail).toMatchObject({
    edges: [{ node: { index: 1 } }],
    pageInfo: { hasNextPage: true },
    totalCount: 3,
  });
  expect(found?.['beyond']).toMatchObject({ edges: [], totalCount: 3 });
  const { version: next } = await ask(`samples(from: 1, after: "${tail.pageInfo.endCursor}") ${fields}`);
  expect(next?.['samples']).toMatchObject({ edges: [{ node: { index: 2 } }] });
  const { errors } = await ask(`samples(from: -1) ${fields}`);
  expect(errors?.[0]).toMatchObject({
    message: 'from counts from 0; it is -1.',
    extensions: { code: 'BAD_USER_INPUT' },
  });
});
