import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedVersion } from '../../testing/seedData.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let viewer: TestPerson;
let id: string;
let rowId: string;

beforeAll(async () => {
  api = await startApi();
  viewer = await seedPerson(api.db, { role: 'VIEWER' });
  const version = await seedVersion(
    api,
    viewer.workspaceId,
    Array.from({ length: 5 }, () => ({ channels: 1, quality: 0.9 })),
  );
  rowId = version.id;
  id = Buffer.from(`DatasetVersion:${rowId}`).toString('base64');
  const samples = await api.db.sample.findMany({ where: { versionId: rowId } });
  for (const { index, contentId } of samples)
    await api.db.sampleContent.update({
      where: { id: contentId },
      data: {
        header: [
          { keyword: 'SIMPLE', value: true, comment: null },
          { keyword: 'OBSERVER', value: ['Ada', 'Ben', 'Ben', null, 'Cleo'][index]!, comment: null },
          ...(index === 2 ? [] : [{ keyword: 'EXPTIME', value: 30.5 * index, comment: 's' }]),
          { keyword: 'EXPTIME', value: 7, comment: 'the first counts' },
          { keyword: 'DATE-OBS', value: `2026-01-0${index + 1}`, comment: null },
        ],
      },
    });
  await api.db.catalogueColumn.create({
    data: {
      versionId: rowId,
      position: 0,
      name: 'mass',
      type: 'FLOAT',
      unit: 'solMass',
      matched: 2,
      filePosition: 0,
    },
  });
  await api.db.sampleCatalogue.createMany({
    data: [0, 3].map((index) => ({ versionId: rowId, index, values: { mass: index + 0.5 } })),
  });
});
afterAll(() => api.close());

async function ask(fields: string): Promise<Record<string, unknown>> {
  const query = `query ($id: ID!) { node(id: $id) { ... on DatasetVersion { ${fields} } } }`;
  const { data, errors } = await send(api, query, { token: viewer.token, variables: { id } });
  expect(errors).toBeUndefined();
  return data?.['node'] as Record<string, unknown>;
}

const valuesOf = async (args: string) =>
  (await ask(`factValues(${args}) { unit isDate words values }`))['factValues'];

test('what can be asked is listed by where it comes from', async () => {
  const { facts } = await ask('facts { source name unit isNumeric }');
  expect(facts).toEqual(
    expect.arrayContaining([
      { source: 'CATALOGUE', name: 'mass', unit: 'solMass', isNumeric: true },
      { source: 'IMAGE', name: 'brightness', unit: null, isNumeric: true },
      { source: 'HEADER', name: 'OBSERVER', unit: null, isNumeric: false },
      { source: 'HEADER', name: 'EXPTIME', unit: null, isNumeric: true },
    ]),
  );
  expect(facts).not.toEqual(expect.arrayContaining([expect.objectContaining({ name: 'SIMPLE' })]));
});

test('numbers, words and dates come by ID number, and what is missing is null', async () => {
  expect(await valuesOf('source: HEADER, name: "EXPTIME"')).toEqual({
    unit: null,
    isDate: false,
    words: null,
    values: [0, 30.5, 7, 91.5, 122],
  });
  expect(await valuesOf('source: HEADER, name: "OBSERVER"')).toMatchObject({
    words: ['Ben', 'Ada', 'Cleo'],
    values: [1, 0, 0, null, 2],
  });
  expect(await valuesOf('source: HEADER, name: "DATE-OBS"')).toMatchObject({
    isDate: true,
    values: [1, 2, 3, 4, 5].map((day) => Date.UTC(2026, 0, day)),
  });
  expect(await valuesOf('source: CATALOGUE, name: "mass"')).toEqual({
    unit: 'solMass',
    isDate: false,
    words: null,
    values: [0.5, null, null, 3.5, null],
  });
  expect(await valuesOf('source: IMAGE, name: "file order"')).toMatchObject({ values: [0, 1, 2, 3, 4] });
});

test('a keyword that no header has is a column of nothing; a column or a measurement that is not there is refused', async () => {
  expect(await valuesOf(String.raw`source: HEADER, name: "no \" such'"`)).toMatchObject({
    values: [null, null, null, null, null],
  });
  for (const [source, sentence] of [
    ['CATALOGUE', 'The catalogue has no column "size"; `catalogue` lists them.'],
    ['IMAGE', 'Measured are noise level, brightness, '],
  ]) {
    const query = `query ($id: ID!) { node(id: $id) { ... on DatasetVersion { factValues(source: ${source}, name: "size") { values } } } }`;
    const { errors } = await send(api, query, { token: viewer.token, variables: { id } });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining(sentence!),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
});

test('of too many samples nothing is read', async () => {
  await api.db.datasetVersion.update({ where: { id: rowId }, data: { sampleCount: 100_001 } });
  const query = `query ($id: ID!) { node(id: $id) { ... on DatasetVersion { factValues(source: HEADER, name: "EXPTIME") { values } } } }`;
  const { errors } = await send(api, query, { token: viewer.token, variables: { id } });
  expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
});
