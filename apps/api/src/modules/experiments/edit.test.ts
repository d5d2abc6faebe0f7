import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let editor: TestPerson;
let a: Awaited<ReturnType<typeof seedExperiment>>;
let b: Awaited<ReturnType<typeof seedExperiment>>;

beforeAll(async () => {
  api = await startApi();
});
beforeEach(async () => {
  editor = await seedPerson(api.db, { role: 'EDITOR' });
  const { id: versionId } = await seedVersion(api, editor.workspaceId, [{}, {}]);
  const at = { workspaceId: editor.workspaceId, versionId };
  a = await seedExperiment(api.db, at, { tags: ['old', 'kept'], notes: 'before' });
  b = await seedExperiment(api.db, at);
});
afterAll(() => api.close());

const EDIT = `mutation ($input: EditExperimentsInput!) { editExperiments(input: $input) {
  experiments { number name notes tags archived } problems { code path } } }`;

async function edit(input: Record<string, unknown>, by = editor): Promise<unknown> {
  const { data, errors } = await send(api, EDIT, { token: by.token, variables: { input } });
  return errors ? errors[0]?.extensions['code'] : data?.['editExperiments'];
}
const ids = () => [a.globalId, b.globalId];
const refused = (...problems: { code: string; path: string[] }[]) => ({ experiments: [], problems });

test('tags and archiving of several, name and notes of one', async () => {
  expect(
    await edit({ ids: ids(), addTags: ['new', ' new '], removeTags: ['old'], archived: true }),
  ).toMatchObject({
    experiments: [
      { number: a.number, tags: ['kept', 'new'], archived: true, notes: 'before' },
      { number: b.number, tags: ['new'], archived: true },
    ],
    problems: [],
  });
  expect(await edit({ ids: [a.globalId], name: 'Better', notes: null })).toMatchObject({
    experiments: [{ name: 'Better', notes: null, tags: ['kept', 'new'] }],
  });
});

test('who changed what is written down and told, and nothing where nothing changed', async () => {
  await edit({ ids: ids(), addTags: ['kept'] });
  await edit({ ids: ids(), addTags: ['kept'], archived: false });
  const written = await api.db.activity.findMany({
    where: { workspaceId: editor.workspaceId, verb: 'edited' },
  });
  expect(written.map(({ sentence }) => sentence.replace(/^Person \d+ /, ''))).toEqual([
    `changed tags of E-${b.number}.`,
  ]);
  const told = await api.db.event.findMany({ where: { workspaceId: editor.workspaceId } });
  expect(told).toMatchObject([{ experimentId: b.id }, { activityId: written[0]?.id }]);
});

test('the archive is told as what was done', async () => {
  await edit({ ids: [a.globalId], archived: true });
  await edit({ ids: [a.globalId], addTags: ['more'], archived: false });
  await edit({ ids: [a.globalId], name: 'Better', notes: null });
  const written = await api.db.activity.findMany({
    where: { workspaceId: editor.workspaceId, verb: 'edited' },
    orderBy: { id: 'asc' },
  });
  expect(written.map(({ sentence }) => sentence.replace(/^Person \d+ /, ''))).toEqual([
    `archived E-${a.number}.`,
    `changed tags of E-${a.number} and took it from the archive.`,
    `changed name, notes of E-${a.number}.`,
  ]);
});

test('all of them or none', async () => {
  const stranger = await seedPerson(api.db);
  const { id: versionId } = await seedVersion(api, stranger.workspaceId, [{}]);
  const foreign = await seedExperiment(api.db, { workspaceId: stranger.workspaceId, versionId });
  expect(await edit({ ids: [a.globalId, foreign.globalId], archived: true })).toEqual(
    refused({ code: 'EXPERIMENT_NOT_FOUND', path: ['ids', '1'] }),
  );
  expect(await edit({ ids: [a.globalId, 'made up'], archived: true })).toEqual(
    refused({ code: 'EXPERIMENT_NOT_FOUND', path: ['ids', '1'] }),
  );
  expect((await api.db.experiment.findUniqueOrThrow({ where: { id: a.id } })).archived).toBe(false);
});

test('what cannot be is said', async () => {
  expect(await edit({ ids: ids(), name: 'Both' })).toEqual(
    refused({ code: 'ONE_NAME_FOR_SEVERAL', path: ['name'] }),
  );
  const many = Array.from({ length: 49 }, (_, i) => `tag ${i}`);
  expect(await edit({ ids: ids(), addTags: many })).toEqual(
    refused({ code: 'TOO_MANY_TAGS', path: ['addTags'] }),
  );
  expect(await edit({ ids: [] })).toEqual(refused({ code: 'TOO_SMALL', path: ['ids'] }));
  expect(await edit({ ids: ids(), name: ' ' })).toEqual(refused({ code: 'TOO_SMALL', path: ['name'] }));
});

test('a viewer and a READ token change nothing', async () => {
  const viewer = await seedPerson(api.db, { role: 'VIEWER', workspaceId: editor.workspaceId });
  const reader = await seedPerson(api.db, { scope: 'READ', workspaceId: editor.workspaceId });
  for (const by of [viewer, reader]) expect(await edit({ ids: ids(), archived: true }, by)).toBe('FORBIDDEN');
});
