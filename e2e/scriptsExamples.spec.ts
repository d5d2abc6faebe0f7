import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { asterism, type Ended, runProgram } from './asterism.ts';
import { discs, home, readRunFile } from './stack.ts';

// Each example as its first lines say that it is run, by somebody who has set ASTERISM_URL and ASTERISM_TOKEN.
const ROOT = join(import.meta.dirname, '..');
const DATASET = 'Discs of the examples';
let folder: string;
let experiment: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'asterism-examples-'));
  expect((await asterism('import', discs(), '--dataset', DATASET)).status).toBe(0);
});
test.afterAll(() => rmSync(folder, { recursive: true }));

function example(program: string, ...args: string[]): Promise<Ended> {
  const { web, token } = readRunFile();
  const env = { ASTERISM_URL: web, ASTERISM_TOKEN: token, ASTERISM_HOME: home() };
  return runProgram(program, args, { env, cwd: ROOT });
}
const curl = (name: string, ...args: string[]): Promise<Ended> =>
  example(`examples/curl/${name}.sh`, ...args);

test('curl: an experiment is started once, however often it is asked for, and waited for', async () => {
  const started = await curl('start-experiment', 'a-key-of-the-examples');
  expect([started.status, started.errors]).toEqual([0, '']);
  experiment = started.lines[0]!;
  expect((await curl('start-experiment', 'a-key-of-the-examples')).lines).toEqual([experiment]);
  expect(await curl('wait', experiment)).toEqual({ status: 0, errors: '', lines: ['SUCCEEDED'] });
  expect((await curl('wait', 'none')).status).toBe(1);
  const nowhere = await curl('start-experiment', 'another-key', 'nowhere');
  expect([nowhere.status, nowhere.errors]).toEqual([1, expect.stringMatching(/no data set in nowhere/)]);
});

test('curl: results are downloaded once, and in part', async () => {
  const first = await curl('download', experiment, folder);
  expect(first.lines).toEqual([
    'labels.npy: status 200, 224 bytes',
    expect.stringMatching(/^latents\.npy: status 200, /),
    expect.stringMatching(/^first\.f32: status 206, /),
  ]);
  const labels = readFileSync(join(folder, 'labels.npy'));
  const latents = readFileSync(join(folder, 'latents.npy'));
  const one = readFileSync(join(folder, 'first.f32'));
  expect(latents.subarray(128, 128 + one.length).equals(one)).toBe(true);
  expect(latents.length).toBe(128 + 24 * one.length);
  const second = await curl('download', experiment, folder);
  expect(second.lines.slice(0, 2)).toEqual([
    'labels.npy: status 304, 0 bytes',
    'latents.npy: status 304, 0 bytes',
  ]);
  expect(readFileSync(join(folder, 'labels.npy')).equals(labels)).toBe(true);
});

test('curl: experiments are listed', async () => {
  const { status, lines } = await curl('list-experiments', 'demo', '100');
  const { data } = JSON.parse(lines[0]!) as { data: { experiments: { edges: { node: { id: string } }[] } } };
  expect([status, data.experiments.edges.map(({ node }) => node.id)]).toEqual([
    0,
    expect.arrayContaining([experiment]),
  ]);
});

test('TypeScript: the clusters of the best experiment', async () => {
  const { status, errors, lines } = await example('npx', 'tsx', 'examples/typescript/src/bestClusters.ts');
  expect([status, errors]).toEqual([0, '']);
  expect(lines[0]).toMatch(/^E-\d+ {2}silhouette 0\.\d{3} {2}/);
  expect(lines[1]).toMatch(/^cluster 0 {2}\d+ samples .* middle .+\.fits {2}#\d+/);
});

test('JavaScript: another number of clusters', async () => {
  const { status, errors, lines } = await example('node', 'examples/change-k.mjs');
  expect([status, errors]).toEqual([0, '']);
  expect(lines.at(-1)!.split(' ')).toHaveLength(24);
});

test('the study of the demo', async () => {
  test.setTimeout(300_000);
  const { status, lines } = await example(
    'node',
    'apps/cli/bin/asterism.mjs',
    'run',
    'examples/demo-study.yaml',
    '--dataset',
    DATASET,
    '--wait',
  );
  expect([status, lines.at(-1)]).toEqual([0, expect.stringMatching(/has the highest mean silhouette/)]);
});

test('the whole study', async () => {
  // 16 models are trained: a minute or two where nothing else runs.
  test.setTimeout(900_000);
  const { status, lines } = await example(
    'node',
    'apps/cli/bin/asterism.mjs',
    'run',
    'examples/study.yaml',
    '--dataset',
    DATASET,
    '--wait',
  );
  expect([status, lines.at(-1)]).toEqual([0, expect.stringMatching(/has the highest mean silhouette/)]);
});
