import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '../../auth/caller.ts';
import { LIMITS } from '../../server/limits/limits.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';
import { addUploadRoutes } from './routes.ts';

let api: TestApi;
let editor: TestPerson;

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db);
});
afterAll(() => api.close());

const TUS = { 'tus-resumable': '1.0.0' };

function metadata(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');
}

function begin(
  token: string,
  length: number,
  values: Record<string, string>,
  url = api.url,
): Promise<Response> {
  return fetch(`${url}/uploads`, {
    method: 'POST',
    headers: {
      ...TUS,
      authorization: `Bearer ${token}`,
      'upload-length': String(length),
      'upload-metadata': metadata(values),
    },
  });
}

function patch(
  token: string,
  location: string,
  offset: number,
  body: Uint8Array,
  url = api.url,
): Promise<Response> {
  return fetch(new URL(location, url), {
    method: 'PATCH',
    headers: {
      ...TUS,
      authorization: `Bearer ${token}`,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(body),
  });
}

async function upload(filename: string, bytes: Uint8Array): Promise<string> {
  const created = await begin(editor.token, bytes.length, { filename, workspace: editor.slug });
  expect(created.status).toBe(201);
  const location = created.headers.get('location')!;
  expect((await patch(editor.token, location, 0, bytes)).status).toBe(204);
  return location.split('/').at(-1)!;
}

test('an upload in two parts ends in the blob store under its hash', async () => {
  const bytes = randomBytes(100_000);
  const created = await begin(editor.token, bytes.length, {
    filename: '../../etc/disc 1.fits',
    workspace: editor.slug,
  });
  const location = created.headers.get('location')!;
  expect(location).toMatch(/^\/uploads\/[0-9a-f]{32}$/);
  await patch(editor.token, location, 0, bytes.subarray(0, 40_000));
  const head = await fetch(new URL(location, api.url), {
    method: 'HEAD',
    headers: { ...TUS, authorization: `Bearer ${editor.token}` },
  });
  expect(head.headers.get('upload-offset')).toBe('40000');
  await patch(editor.token, location, 40_000, bytes.subarray(40_000));

  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const row = await api.db.upload.findUniqueOrThrow({ where: { id: location.split('/').at(-1)! } });
  expect(row).toMatchObject({
    fileName: 'disc 1.fits',
    sha256,
    bytes: 100_000n,
    workspaceId: editor.workspaceId,
    createdById: editor.userId,
  });
  expect(Buffer.from(await api.blobs.read(sha256)).equals(bytes)).toBe(true);
  expect(await api.db.workspaceBlob.count({ where: { sha256 } })).toBe(1);
});

test('a file of a folder keeps its place in it, and cannot leave it', async () => {
  const named = async (relativePath: string) => {
    const values = { filename: 'a.fits', relativePath, workspace: editor.slug };
    const location = (await begin(editor.token, 1, values)).headers.get('location')!;
    await patch(editor.token, location, 0, randomBytes(1));
    const { fileName } = await api.db.upload.findUniqueOrThrow({
      where: { id: location.split('/').at(-1)! },
    });
    return fileName;
  };
  expect(await named('night 1/a.fits')).toBe('night 1/a.fits');
  expect(await named('../..\\night//./1/\na.fits')).toBe('night/1/a.fits');
  const nowhere = { filename: 'a.fits', relativePath: '../..', workspace: editor.slug };
  expect((await begin(editor.token, 1, nowhere)).status).toBe(400);
});

test('uploads are for editors of the workspace, and each is its own', async () => {
  const viewer = await seedPerson(api.db, { role: 'VIEWER', workspaceId: editor.workspaceId });
  const reader = await seedPerson(api.db, { scope: 'READ' });
  const stranger = await seedPerson(api.db);
  const values = { filename: 'a.fits', workspace: editor.slug };
  expect((await begin('ast_wrong', 1, values)).status).toBe(401);
  expect((await begin(viewer.token, 1, values)).status).toBe(403);
  expect((await begin(reader.token, 1, { ...values, workspace: reader.slug })).status).toBe(403);
  expect((await begin(stranger.token, 1, values)).status).toBe(404);
  expect((await begin(editor.token, 1, { workspace: editor.slug })).status).toBe(400);
  const large = await begin(editor.token, 1e15, values);
  expect([large.status, await large.json()]).toMatchObject([413, { code: 'TOO_LARGE' }]);

  const created = await begin(editor.token, 1, values);
  const location = created.headers.get('location')!;
  expect((await patch(stranger.token, location, 0, new Uint8Array(1))).status).toBe(404);
  expect(await api.db.upload.count({ where: { id: location.split('/').at(-1)! } })).toBe(0);
});

test('whoever may no longer work in the workspace does not end what they began', async () => {
  const guest = await seedPerson(api.db, { role: 'EDITOR', workspaceId: editor.workspaceId });
  const member = { workspaceId: editor.workspaceId, userId: guest.userId };
  const created = await begin(guest.token, 1, { filename: 'late.fits', workspace: editor.slug });
  const location = created.headers.get('location')!;
  const end = async () => (await patch(guest.token, location, 0, new Uint8Array(1))).status;
  await api.db.member.updateMany({ where: member, data: { role: 'VIEWER' } });
  expect(await end()).toBe(403);
  await api.db.member.deleteMany({ where: member });
  expect(await end()).toBe(404);
  expect(await api.db.upload.count({ where: { id: location.split('/').at(-1)! } })).toBe(0);
  await api.db.member.create({ data: { ...member, role: 'EDITOR' } });
  expect(await end()).toBe(204);
});

test('a piece that goes beyond what was declared is refused as that', async () => {
  const created = await begin(editor.token, 10, { filename: 'a.fits', workspace: editor.slug });
  const location = created.headers.get('location')!;
  const beyond = await patch(editor.token, location, 0, new Uint8Array(11));
  expect([beyond.status, await beyond.json()]).toMatchObject([413, { code: 'MORE_THAN_DECLARED' }]);
  expect((await patch(editor.token, location, 0, new Uint8Array(10))).status).toBe(204);
});

test('a finished upload says so to a client that missed it, and equal bytes are stored once', async () => {
  const bytes = randomBytes(5000);
  const ids = [await upload('a.fits', bytes), await upload('b.fits', bytes)];
  const head = (token: string) =>
    fetch(`${api.url}/uploads/${ids[0]}`, {
      method: 'HEAD',
      headers: { ...TUS, authorization: `Bearer ${token}` },
    });
  const known = await head(editor.token);
  expect([known.status, known.headers.get('upload-offset'), known.headers.get('upload-length')]).toEqual([
    200,
    '5000',
    '5000',
  ]);
  expect((await head((await seedPerson(api.db)).token)).status).toBe(404);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(await api.db.upload.findMany({ where: { sha256 }, select: { id: true, fileName: true } })).toEqual(
    expect.arrayContaining([
      { id: ids[0], fileName: 'a.fits' },
      { id: ids[1], fileName: 'b.fits' },
    ]),
  );
  expect(await api.db.workspaceBlob.count({ where: { sha256 } })).toBe(1);
});

test('an upload that a restart interrupted goes on where it was', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-restart-'));
  const caller: Caller = {
    user: { id: editor.userId, name: 'E', email: 'e@example.org' },
    scope: 'WRITE',
    memberships: [{ workspaceId: editor.workspaceId, slug: editor.slug, role: 'OWNER' }],
    boundToWorkspaceId: null,
    credential: { kind: 'token', id: 'a-token', expiresAt: null },
  };
  const start = async () => {
    const server = fastify();
    addUploadRoutes(server, {
      db: api.db,
      blobs: api.blobs,
      callerOf: async () => caller,
      folder,
      limits: LIMITS,
    });
    return { server, url: await server.listen({ port: 0, host: '127.0.0.1' }) };
  };
  const bytes = randomBytes(70_000);
  const first = await start();
  const values = { filename: 'a.fits', workspace: editor.slug };
  const location = (await begin(editor.token, bytes.length, values, first.url)).headers.get('location')!;
  await patch(editor.token, location, 0, bytes.subarray(0, 30_000), first.url);
  await first.server.close();
  const second = await start();
  const head = await fetch(new URL(location, second.url), { method: 'HEAD', headers: TUS });
  expect(head.headers.get('upload-offset')).toBe('30000');
  const rest = await patch(editor.token, location, 30_000, bytes.subarray(30_000), second.url);
  expect(rest.status).toBe(204);
  await second.server.close();
  const row = await api.db.upload.findUniqueOrThrow({ where: { id: location.split('/').at(-1)! } });
  expect(row.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

const CREATE = `mutation ($input: CreateDatasetInput!) {
  createDataset(input: $input) { dataset { id name } problems { code path } } }`;
const ADD = `mutation ($input: AddFilesInput!) {
  addFiles(input: $input) { version { number status progress sampleCount refused { name } } problems { code path } } }`;

interface Payload {
  dataset?: { id: string } | null;
  version?: Record<string, unknown> | null;
  problems: { code: string; path: string[] }[];
}

async function mutate(query: string, input: Record<string, unknown>): Promise<Payload> {
  const { data, errors } = await send(api, query, { token: editor.token, variables: { input } });
  expect(errors).toBeUndefined();
  return Object.values(data ?? {})[0] as Payload;
}

test('files become a version that is imported; the next one goes on from it', async () => {
  const { dataset } = await mutate(CREATE, { workspace: editor.slug, name: 'Discs' });
  const uploadIds = [await upload('b.fits', randomBytes(10)), await upload('a.fits', randomBytes(10))];
  const first = await mutate(ADD, { datasetId: dataset?.id, uploadIds, planes: [0, 2] });
  expect(first).toEqual({
    version: { number: 1, status: 'IMPORTING', progress: 0, sampleCount: 0, refused: [] },
    problems: [],
  });
  const row = await api.db.datasetVersion.findFirstOrThrow({ where: { dataset: { name: 'Discs' } } });
  expect(row.request).toMatchObject({ previousVersionId: null, planes: [0, 2], hdus: null });
  const jobs = await api.db.$queryRaw`
    SELECT 1 FROM graphile_worker._private_jobs WHERE payload->>'versionId' = ${row.id}`;
  expect(jobs).toHaveLength(1);
  expect(await api.db.event.count({ where: { versionId: row.id } })).toBe(1);

  const again = { datasetId: dataset?.id, uploadIds: [uploadIds[0]] };
  expect((await mutate(ADD, again)).problems).toEqual([{ code: 'PREVIOUS_IMPORTING', path: ['datasetId'] }]);
  await api.db.datasetVersion.update({ where: { id: row.id }, data: { status: 'READY' } });
  expect((await mutate(ADD, again)).version).toMatchObject({ number: 2 });
  const second = await api.db.datasetVersion.findFirstOrThrow({ where: { number: 2 } });
  expect(second.request).toMatchObject({ previousVersionId: row.id });
});

test('problems of data sets and files', async () => {
  const named = { workspace: editor.slug, name: 'Twice' };
  const { dataset } = await mutate(CREATE, named);
  expect((await mutate(CREATE, named)).problems).toEqual([{ code: 'NAME_TAKEN', path: ['name'] }]);
  expect((await mutate(CREATE, { ...named, name: ' ' })).problems).toEqual([
    { code: 'TOO_SMALL', path: ['name'] },
  ]);
  expect((await mutate(CREATE, { ...named, workspace: 'x' })).problems).toEqual([
    { code: 'WORKSPACE_NOT_FOUND', path: ['workspace'] },
  ]);
  expect((await mutate(ADD, { datasetId: dataset?.id, uploadIds: ['nope'] })).problems).toEqual([
    { code: 'UPLOAD_NOT_FOUND', path: ['uploadIds', '0'] },
  ]);
  expect((await mutate(ADD, { datasetId: dataset?.id })).problems).toEqual([
    { code: 'TOO_SMALL', path: ['uploadIds'] },
  ]);
  expect((await mutate(ADD, { datasetId: 'x', uploadIds: ['y'] })).problems).toEqual([
    { code: 'DATASET_NOT_FOUND', path: ['datasetId'] },
  ]);
});
