import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../testing/startApi.ts';

let api: TestApi;
let person: TestPerson;

beforeAll(async () => {
  api = await startApi();
  person = await seedPerson(api.db);
});
afterAll(() => api.close());

const CREATE = `mutation Create($input: CreateDatasetInput!) {
  createDataset(input: $input) { dataset { name } problems { code } } }`;
const create = (name: string) =>
  send(api, CREATE, {
    token: person.token,
    variables: { input: { workspace: person.slug, name, description: 'Discs' } },
  });

test.each([
  ['U+0000', 'a\0b'],
  ['half a pair', 'a\ud83dx'],
])('a name with %s is refused, whether it comes as a variable or in the text', async (_, name) => {
  expect((await create(name)).errors?.[0]).toMatchObject({
    message: expect.stringContaining('cannot be stored'),
    extensions: { code: 'BAD_USER_INPUT' },
  });
  const inText = `{ node(id: ${JSON.stringify(name)}) { id } }`;
  const { errors } = await send(api, inText, { token: person.token });
  // Half a pair is no valid text for GraphQL's own grammar.
  expect(errors?.[0]?.message).toMatch(/cannot be stored|Invalid Unicode escape sequence/);
});

test('any other text is taken, and deep variables are looked through', async () => {
  expect((await create('Ünï 🪐 𝒟')).data?.['createDataset']).toEqual({
    dataset: { name: 'Ünï 🪐 𝒟' },
    problems: [],
  });
  let deep: unknown = 'a\0';
  for (let i = 0; i < 90; i++) deep = [deep];
  const { errors } = await send(api, '{ system { version } }', {
    token: person.token,
    variables: { deep },
  });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
});

test.each([
  '/samples/%00/pixels',
  '/samples/%00/preview/image',
  '/thumbnails/a%00',
  '/uploads/%00',
  '/blobs/%00/ab',
])('%s is no address', async (path) => {
  const headers = { authorization: `Bearer ${person.token}`, 'tus-resumable': '1.0.0' };
  const method = path.startsWith('/uploads') ? 'HEAD' : 'GET';
  expect((await fetch(`${api.url}${path}`, { method, headers })).status).toBe(400);
});
