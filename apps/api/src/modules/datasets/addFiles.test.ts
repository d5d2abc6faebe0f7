import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importRequest } from '@asterism/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let editor: TestPerson;
let home: string;
let root: string;
let datasets = 0;

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'asterism-api-roots-')));
  root = join(home, 'data');
  for (const path of ['data/night', 'data/empty/.hidden', 'secret'])
    await mkdir(join(home, path), { recursive: true });
  await writeFile(join(root, 'night/a.fits'), 'x');
  await writeFile(join(home, 'secret/a.fits'), 'x');
  await symlink(join(home, 'secret'), join(root, 'away'));
  api = await startApi({ serverRoots: [root] });
  editor = await seedPerson(api.db);
});
afterAll(async () => {
  await api.close();
  await rm(home, { recursive: true });
});

async function addFiles(input: Record<string, unknown>, target = api, person = editor) {
  const dataset = await target.db.dataset.create({
    data: { workspaceId: person.workspaceId, name: `d${++datasets}` },
  });
  const { data, errors } = await send(
    target,
    'mutation ($input: AddFilesInput!) { addFiles(input: $input) { version { status } problems { code message path } } }',
    {
      token: person.token,
      variables: { input: { datasetId: Buffer.from(`Dataset:${dataset.id}`).toString('base64'), ...input } },
    },
  );
  expect(errors).toBeUndefined();
  const version = await target.db.datasetVersion.findFirst({ where: { datasetId: dataset.id } });
  return {
    ...(data?.['addFiles'] as { problems: { code: string; message: string; path: string[] }[] }),
    request: version && importRequest.parse(version.request),
  };
}

test('a folder of the server is taken by its real path, whole or within its root', async () => {
  for (const serverFolder of [join(root, 'night'), 'night', join(root, 'empty/../night')]) {
    const { problems, request } = await addFiles({
      serverFolder,
      groupBy: '{sample}_{channel}.fits',
      hdus: [2, 1],
    });
    expect(problems).toEqual([]);
    expect(request).toMatchObject({
      serverFolder: join(root, 'night'),
      groupBy: '{sample}_{channel}.fits',
      hdus: [2, 1],
    });
  }
});

test('outside and missing are answered alike; an empty folder is one', async () => {
  const outside = ['away', join(home, 'secret'), '../secret', '/etc', 'nothing', 'night/a.fits'];
  const answers = new Set<string>();
  for (const serverFolder of outside) {
    const { problems, request } = await addFiles({ serverFolder });
    expect(problems).toMatchObject([{ code: 'FOLDER_NOT_FOUND', path: ['serverFolder'] }]);
    expect(request).toBeNull();
    answers.add(problems[0]!.message);
  }
  expect(answers.size).toBe(1);
  expect((await addFiles({ serverFolder: 'empty' })).problems).toMatchObject([{ code: 'FOLDER_EMPTY' }]);
});

test('where the operator allows no folder, none is looked for', async () => {
  const closed = await startApi();
  const person = await seedPerson(closed.db);
  const { problems } = await addFiles({ serverFolder: '/etc' }, closed, person);
  expect(problems).toMatchObject([{ code: 'FOLDER_NOT_ALLOWED', path: ['serverFolder'] }]);
  await closed.close();
});

test.each([
  [{}, 'TOO_SMALL', 'uploadIds'],
  [{ uploadIds: ['u'], serverFolder: 'night' }, 'CONFLICTING_CHOICES', 'serverFolder'],
  [{ serverFolder: 'night', hdu: 1, hdus: [1] }, 'CONFLICTING_CHOICES', 'hdus'],
  [{ serverFolder: 'night', hdus: [] }, 'TOO_SMALL', 'hdus'],
  [{ serverFolder: 'night', groupBy: '{sample}.fits' }, 'BAD_PATTERN', 'groupBy'],
])('%j: %s', async (input, code, path) => {
  expect((await addFiles(input)).problems).toMatchObject([{ code, path: [path] }]);
});
