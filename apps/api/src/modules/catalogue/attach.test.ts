import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { seedVersion } from '../../testing/seedData.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let editor: TestPerson;
let uploads = 0;

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db);
});
afterAll(() => api.close());

/** The id of a finished upload. */
async function upload(fileName: string, content: string | Uint8Array): Promise<string> {
  const { sha256, bytes } = await api.blobs.put(Buffer.from(content));
  const id = `upload-${++uploads}`;
  const { workspaceId, userId: createdById } = editor;
  await api.db.upload.create({
    data: { id, workspaceId, fileName, sha256, bytes: BigInt(bytes), createdById },
  });
  return id;
}

const version = (count = 3) =>
  seedVersion(
    api,
    editor.workspaceId,
    Array.from({ length: count }, () => ({ channels: 1 })),
  );

const ATTACH = `mutation ($input: AttachCatalogueInput!) { attachCatalogue(input: $input) {
  version { id
    catalogue { name type unit description matched file { name } }
    catalogueFiles { name joinColumn joinBy rows matched unmatchedRowCount unmatchedRows { row value } ambiguousRowCount
      ambiguousRows { row value } unmatchedSampleCount unmatchedSamples { index fileName } replacedColumns leftOutColumns attachedAt }
    samples(first: 10) { edges { node { index catalogue } } } }
  problems { code message path } } }`;

const answer = z.object({
  version: z
    .object({
      catalogue: z.array(z.looseObject({ name: z.string() })),
      catalogueFiles: z.array(z.looseObject({})),
      samples: z.object({ edges: z.array(z.object({ node: z.object({ catalogue: z.unknown() }) })) }),
    })
    .nullable(),
  problems: z.array(
    z.object({ code: z.string(), message: z.string(), path: z.array(z.string()).nullable() }),
  ),
});

async function attach(
  datasetVersionId: string,
  uploadId: string,
  options: { joinColumn?: string; joinBy?: string; token?: string } = {},
) {
  const { joinColumn = 'file', joinBy = 'FILE_NAME', token = editor.token } = options;
  const variables = { input: { datasetVersionId, uploadId, joinColumn, joinBy } };
  const { data, errors } = await send(api, ATTACH, { token, variables });
  expect(errors).toBeUndefined();
  const { version: found, problems } = answer.parse(data?.['attachCatalogue']);
  return {
    catalogue: found?.catalogue,
    files: found?.catalogueFiles,
    values: found?.samples.edges.map(({ node }) => node.catalogue),
    problems,
  };
}

test('a table is joined by file name: columns, values, and what found no partner', async () => {
  const { globalId, id } = await version();
  const csv = 'file,mass [Msun],kind\ndisc-0,1.5,gap\ndisc-2.fits,,rings\nother.fits,3,x\n';
  const found = await attach(globalId, await upload('table.csv', csv));
  expect(found.problems).toEqual([]);
  expect(found.catalogue).toEqual([
    { name: 'mass', type: 'FLOAT', unit: 'Msun', description: null, matched: 1, file: { name: 'table.csv' } },
    { name: 'kind', type: 'STRING', unit: null, description: null, matched: 2, file: { name: 'table.csv' } },
  ]);
  expect(found.files).toMatchObject([
    {
      name: 'table.csv',
      joinColumn: 'file',
      joinBy: 'FILE_NAME',
      rows: 3,
      matched: 2,
      unmatchedRowCount: 1,
      unmatchedRows: [{ row: 3, value: 'other.fits' }],
      unmatchedSampleCount: 1,
      unmatchedSamples: [{ index: 1, fileName: 'disc-1.fits' }],
      ambiguousRowCount: 0,
      replacedColumns: [],
    },
  ]);
  expect(found.values).toEqual([{ mass: 1.5, kind: 'gap' }, null, { mass: null, kind: 'rings' }]);
  expect(await api.db.event.count({ where: { versionId: id } })).toBe(1);
  expect(await api.db.activity.findFirstOrThrow({ where: { subjectId: id } })).toMatchObject({
    sentence: expect.stringContaining('attached table.csv'),
  });
});

test('a second table adds to it; a column of the same name is replaced for every sample, and that is said', async () => {
  const { globalId } = await version();
  await attach(globalId, await upload('one.csv', 'id,mass,kind\n0,1,a\n1,2,b\n2,3,c\n'), {
    joinColumn: 'id',
    joinBy: 'INDEX',
  });
  const found = await attach(globalId, await upload('two.csv', 'mass [kg],n,age\n2.5,#1,7\n'), {
    joinColumn: 'n',
    joinBy: 'INDEX',
  });
  expect(found.catalogue).toMatchObject([
    { name: 'kind', type: 'STRING', matched: 3, file: { name: 'one.csv' } },
    { name: 'mass', type: 'FLOAT', unit: 'kg', matched: 1, file: { name: 'two.csv' } },
    { name: 'age', type: 'INTEGER', matched: 1, file: { name: 'two.csv' } },
  ]);
  expect(found.values).toEqual([{ kind: 'a' }, { kind: 'b', mass: 2.5, age: 7 }, { kind: 'c' }]);
  expect(found.files?.[1]).toMatchObject({ replacedColumns: ['mass'] });
});

test('VOTables and FITS tables, with descriptions and with columns that no sample takes', async () => {
  const fixtures = join(import.meta.dirname, 'fixtures');
  for (const name of ['discs.binary2.vot', 'discs.fits']) {
    const { globalId, id: versionId } = await version(2);
    await api.db.sample.updateMany({
      where: { versionId, index: 1 },
      data: { fileName: 'disc_001.fits' },
    });
    const found = await attach(globalId, await upload(name, readFileSync(join(fixtures, name))));
    expect(found.problems).toEqual([]);
    expect(found.files).toMatchObject([{ rows: 6, matched: 1, leftOutColumns: ['vector'] }]);
    expect(found.values?.[1]).toEqual({
      mass: 1.25,
      flux: 2.5,
      rings: null,
      source: '4611686018427387905',
      small: 2,
      resolved: false,
      kind: 'gap',
    });
  }
});

const PREVIEW = `query ($v: ID!, $u: ID!) { previewCatalogue(datasetVersionId: $v, uploadId: $u) {
  columns { name unit } rows joinColumn joinBy problems { code path } } }`;

test('a preview shows the first rows and finds the way to join', async () => {
  const { globalId } = await version();
  const preview = async (content: string) => {
    const variables = { v: globalId, u: await upload('p.csv', content) };
    return (await send(api, PREVIEW, { token: editor.token, variables })).data?.['previewCatalogue'];
  };
  expect(await preview('n,image,mass [kg]\n2,disc-0,1\n1,disc-1,2\n0,disc-2,\n')).toEqual({
    columns: [
      { name: 'n', unit: null },
      { name: 'image', unit: null },
      { name: 'mass', unit: 'kg' },
    ],
    rows: [
      ['2', 'disc-0', '1'],
      ['1', 'disc-1', '2'],
      ['0', 'disc-2', ''],
    ],
    joinColumn: 'n',
    joinBy: 'INDEX',
    problems: [],
  });
  expect(await preview('image,k\ndisc-0,1\ndisc-1,1\nx,1\n')).toMatchObject({
    joinColumn: 'image',
    joinBy: 'FILE_NAME',
  });
  expect(await preview('a,b\nx,y\n')).toMatchObject({ joinColumn: null, joinBy: null });
  expect(await preview('\x89PNG')).toMatchObject({
    columns: [],
    problems: [{ code: 'NOT_A_TABLE', path: ['uploadId'] }],
  });
});

test('names of columns may be any text', async () => {
  const { globalId } = await version(1);
  const csv = 'id,__proto__,"a ""b"", c",\u00b5 [\u03bcJy]\n0,1,2,3\n';
  const found = await attach(globalId, await upload('odd.csv', csv), { joinColumn: 'id', joinBy: 'INDEX' });
  expect(found.catalogue?.map(({ name }) => name)).toEqual(['__proto__', 'a "b", c', '\u00b5']);
  expect(Object.entries(found.values?.[0] ?? {})).toHaveLength(3);
});

test('problems are data, each with its place', async () => {
  const { globalId, id } = await version();
  const good = await upload('good.csv', 'file,mass\ndisc-0,1\n');
  const codes = async (...asked: Parameters<typeof attach>) =>
    (await attach(...asked)).problems.map(({ code, path }) => [code, path?.join('.')]);
  expect(await codes('x', good)).toEqual([['VERSION_NOT_FOUND', 'datasetVersionId']]);
  expect(await codes(globalId, 'x')).toEqual([['UPLOAD_NOT_FOUND', 'uploadId']]);
  expect(await codes(globalId, good, { joinColumn: ' ' })).toEqual([['TOO_SMALL', 'joinColumn']]);
  const columns = await attach(globalId, good, { joinColumn: 'name' });
  expect(columns.problems).toEqual([
    {
      code: 'COLUMN_NOT_FOUND',
      message: 'There is no column "name"; the table has file, mass.',
      path: ['joinColumn'],
    },
  ]);
  const none = await attach(globalId, await upload('n.csv', 'file,mass\nz.fits,1\n'));
  expect(none.problems).toMatchObject([
    {
      code: 'NO_MATCH',
      message: expect.stringContaining('"z.fits" stands where file names such as "disc-0.fits"'),
    },
  ]);
  const twice = await attach(globalId, await upload('t.csv', 'file,mass\ndisc-0,1\ndisc-0.fits,2\n'));
  expect(twice.problems).toMatchObject([
    { code: 'NO_MATCH', message: expect.stringContaining('2 rows fit') },
  ]);
  expect(await codes(globalId, await upload('p.png', '\x89PNG'))).toEqual([['NOT_A_TABLE', 'uploadId']]);
  expect(await codes(globalId, await upload('r.csv', 'file,mass\ndisc-0\n'))).toEqual([
    ['BAD_ROW', 'uploadId'],
  ]);
  // A fault that shows only while values are written leaves nothing behind.
  const long = await upload('l.csv', `file,note\ndisc-0,a\ndisc-1,${'x'.repeat(3000)}\n`);
  expect(await codes(globalId, long)).toEqual([['TOO_LARGE', 'uploadId']]);
  expect(await api.db.sampleCatalogue.count({ where: { versionId: id } })).toBe(0);
  await api.db.datasetVersion.update({ where: { id }, data: { status: 'IMPORTING' } });
  expect(await codes(globalId, good)).toEqual([['VERSION_NOT_READY', 'datasetVersionId']]);
});

test('others cannot attach, and see no catalogue', async () => {
  const { globalId } = await version(1);
  const table = await upload('a.csv', 'id,mass\n0,1\n');
  const stranger = await seedPerson(api.db);
  const asked = { joinColumn: 'id', joinBy: 'INDEX', token: stranger.token };
  expect((await attach(globalId, table, asked)).problems).toMatchObject([{ code: 'VERSION_NOT_FOUND' }]);
  const viewer = await seedPerson(api.db, { role: 'VIEWER', workspaceId: editor.workspaceId });
  const variables = {
    input: { datasetVersionId: globalId, uploadId: table, joinColumn: 'id', joinBy: 'INDEX' },
  };
  const { errors } = await send(api, ATTACH, { token: viewer.token, variables });
  expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
});

test('two tables at once on one version both get in', async () => {
  const { globalId, id } = await version(2);
  const one = await upload('a.csv', 'id,a\n0,1\n1,2\n');
  const two = await upload('b.csv', 'id,b\n0,3\n1,4\n');
  const by = { joinColumn: 'id', joinBy: 'INDEX' };
  await Promise.all([attach(globalId, one, by), attach(globalId, two, by)]);
  const rows = await api.db.sampleCatalogue.findMany({ where: { versionId: id }, orderBy: { index: 'asc' } });
  expect(rows.map(({ values }) => values)).toEqual([
    { a: 1, b: 3 },
    { a: 2, b: 4 },
  ]);
});

const REPORT = `query ($id: ID!) { node(id: $id) { ... on DatasetVersion { channelReportReason
  channelReport { correlation explainedVariance componentVariance emptyShare entropy dynamicRange constantShare keep summary sampleCount } } } }`;

test('a channel report is given as it was stored; without one there is the reason', async () => {
  const { globalId, id } = await version(1);
  const read = async () =>
    (await send(api, REPORT, { token: editor.token, variables: { id: globalId } })).data?.['node'];
  expect(await read()).toEqual({
    channelReport: null,
    channelReportReason: expect.stringContaining('earlier release'),
  });
  const report = {
    sampleCount: 1,
    correlation: [[1]],
    explainedVariance: [1],
    componentVariance: [1],
    emptyShare: [0.5],
    entropy: [4],
    dynamicRange: [30],
    constantShare: [0],
    keep: [0],
    summary: 'Keep 0: there is no other channel, and it is not empty.',
  };
  await api.db.datasetVersion.update({ where: { id }, data: { channelReport: { report } } });
  expect(await read()).toEqual({ channelReport: report, channelReportReason: null });
  await api.db.datasetVersion.update({ where: { id }, data: { channelReport: { reason: 'Why not.' } } });
  expect(await read()).toEqual({ channelReport: null, channelReportReason: 'Why not.' });
});
