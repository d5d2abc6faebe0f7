import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { type Asked, type FakeApi, startFakeApi } from '../testing/fakeApi.ts';
import { runHere } from '../testing/runHere.ts';

const folder = mkdtempSync(join(tmpdir(), 'observe-'));
const observed = {
  id: 'o1',
  revision: 7,
  updatedAt: '2026-11-27T12:00:00.000Z',
  authors: [{ name: 'Ada' }],
  fields: { label: null, confidence: null, kind: null, tags: [], representatives: [], counterExamples: [] },
  missingMembers: [{ index: 9 }],
  markdown: '# Spirals\n\nSee #17.\n',
};
let observation: typeof observed | null = observed;
let problems: object[] = [];
let asked: Asked[] = [];

const ANSWERS: Record<string, (variables: Record<string, unknown>) => object> = {
  Workspaces: () => ({ viewer: { workspaces: [{ slug: 'lab' }] }, system: { uploadUrl: '/uploads' } }),
  ExperimentByNumber: () => ({ experiments: { edges: [{ node: { id: 'experiment6' } }] } }),
  ClustersOf: () => ({
    experiment: {
      number: 6,
      clusters: [
        { id: 'noise', label: -1 },
        { id: 'cluster2', label: 2 },
      ],
    },
  }),
  ObservationOf: ({ id }) => ({
    node: { __typename: 'Cluster', id, experiment: { datasetVersion: { id: 'v1' } }, observation },
  }),
  SampleAt: ({ index }) => ({
    node: { samples: { edges: Number(index) > 99 ? [] : [{ node: { id: `s${index}`, index } }] } },
  }),
  WriteObservation: () => ({
    writeObservation: { observation: problems.length ? null : observed, problems },
  }),
  SetObservationFields: () => ({ setObservationFields: { observation: observed, problems } }),
};

const api: FakeApi = await startFakeApi((one) => {
  asked.push(one);
  return { data: ANSWERS[one.operation]?.(one.variables) ?? {} };
});

beforeEach(() => {
  observation = observed;
  problems = [];
  asked = [];
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
});

const run = (words: string[], input?: string) =>
  runHere(['observe', ...words], {
    env: { XDG_CONFIG_HOME: folder, ASTERISM_URL: api.url, ASTERISM_TOKEN: 'secret' },
    ...(input === undefined ? {} : { input }),
  });
const inputOf = (operation: string) => asked.find((one) => one.operation === operation)?.variables.input;

test('the Markdown goes to the standard output alone, how to write it back is a note', async () => {
  const { status, output, errors } = await run(['E-6/2']);
  expect({ status, output }).toEqual({ status: 0, output: '# Spirals\n\nSee #17.\n' });
  expect(errors).toContain('observe E-6/2 FILE --base-revision 7');
  expect(errors).toContain('#9');
  expect(asked.at(-1)?.variables).toEqual({ id: 'cluster2' });
});

test('with --json, all of it is a line', async () => {
  const { output } = await run(['E-6/-1', '--json']);
  expect(JSON.parse(output)).toEqual({ subject: 'noise', ...observed });
});

test('where nothing was written, that is said', async () => {
  observation = null;
  expect(await run(['E-6/2'])).toEqual({
    status: 0,
    output: '',
    errors: 'Nothing was written of E-6/2 yet.\n',
  });
});

test('a file is written against the revision that it was made from', async () => {
  const file = join(folder, 'note.md');
  writeFileSync(file, '# Rings\n');
  const { status, output } = await run(['E-6/2', file, '--base-revision', '5']);
  expect({ status, output }).toEqual({ status: 0, output: 'E-6/2 is at revision 7.\n' });
  expect(inputOf('WriteObservation')).toEqual({
    subjectId: 'cluster2',
    markdown: '# Rings\n',
    baseRevision: 5,
  });
});

test('- is the standard input', async () => {
  await run(['E-6', '-'], 'From a pipe.');
  expect(inputOf('WriteObservation')).toEqual({
    subjectId: 'experiment6',
    markdown: 'From a pipe.',
    baseRevision: null,
  });
});

test('fields are set, samples by their numbers, and what is left out is not sent', async () => {
  const flags = [
    '--label',
    'Barred',
    '--confidence',
    'high',
    '--tags',
    'bar, blue',
    '--representatives',
    '17,#18',
  ];
  expect((await run(['E-6/2', ...flags])).status).toBe(0);
  expect(inputOf('SetObservationFields')).toEqual({
    subjectId: 'cluster2',
    label: 'Barred',
    confidence: 'HIGH',
    tags: ['bar', 'blue'],
    representativeIds: ['s17', 's18'],
  });
});

test.each([
  [['E-6/3'], 5, 'There is no cluster 3 in E-6; there are: -1, 2.'],
  [['E-6/2', '--representatives', '100'], 5, 'There is no sample #100'],
  [['E-6/2', '--kind', 'good'], 2, 'physical, artefact, unsure'],
  [['E-6/2', '--base-revision', '5'], 2, 'goes with a file'],
  [['E-6/2', join(folder, 'nowhere.md')], 2, 'nowhere.md cannot be read'],
])('%j ends with %i', async (words, expected, message) => {
  const { status, errors } = await run(words);
  expect({ status, errors }).toEqual({ status: expected, errors: expect.stringContaining(message) });
});

test('what the server refuses is said', async () => {
  problems = [{ code: 'TEXT_TOO_DEEP', message: 'Nest at most 40 levels.', path: ['markdown'] }];
  const { status, errors } = await run(['E-6/2', '-'], '>>>');
  expect({ status, errors }).toEqual({
    status: 1,
    errors: 'markdown: Nest at most 40 levels. (TEXT_TOO_DEEP)\n',
  });
});
