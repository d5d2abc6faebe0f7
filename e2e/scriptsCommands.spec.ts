import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { asterism, runAsterism } from './asterism.ts';
import { discs, readRunFile } from './stack.ts';

const DATASET = 'Watched discs';
let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'asterism-commands-'));
});
test.afterAll(() => rmSync(folder, { recursive: true }));

/** The command line of somebody who logged in and has no server on their machine. */
const loggedIn = (args: string[], input = '') =>
  runAsterism(args, {
    env: { XDG_CONFIG_HOME: folder, ASTERISM_HOME: '', HOME: folder },
    cwd: folder,
    input,
  });
const json = <T>(lines: readonly string[]): T[] => lines.map((line) => JSON.parse(line) as T);

test('who logs in with a token is let in until it is revoked', async () => {
  const { web } = readRunFile();
  expect((await loggedIn(['ls', 'datasets'])).status).toBe(2);
  const made = await asterism('token', 'create', 'for the command line', '--scope', 'write');
  expect(made.lines).toEqual([expect.stringMatching(/^ast_/)]);
  const login = await loggedIn(['login', '--url', web], `${made.lines[0]}\n`);
  expect([login.status, login.lines[0]]).toEqual([0, expect.stringMatching(/^Logged in to /)]);
  expect((await loggedIn(['ls', 'datasets'])).status).toBe(0);
  expect((await loggedIn(['token', 'list'])).lines.join('\n')).toMatch(/write .* for the command line/);
  // To make tokens takes more than a token that works.
  expect((await loggedIn(['token', 'create', 'another'])).status).toBe(4);
  expect((await asterism('token', 'revoke', 'for the command line')).status).toBe(0);
  expect((await loggedIn(['ls', 'datasets'])).status).toBe(4);
});

test('a study is followed live, and what it made is listed and shown', async () => {
  test.slow();
  expect((await asterism('import', discs(), '--dataset', DATASET)).status).toBe(0);
  const file = join(folder, 'study.yaml');
  writeFileSync(
    file,
    'name: Watched\npreprocessings: [{ channels: [0], size: 32 }]\nmodels: [{ kind: CONV, epochs: 3 }]\nseeds: [11, 12]\nclusterings: [{ algorithm: KMEANS }]\n',
  );
  const started = await asterism('run', file, '--dataset', DATASET, '--json');
  const [{ study }] = json<{ study: { id: string } }>(started.lines) as [{ study: { id: string } }];
  const watched = await asterism('watch', study.id, '--json');
  expect([watched.status, watched.errors]).toEqual([0, '']);
  const events = json<{ sequence: number; study: { status: string; progress: number } }>(watched.lines);
  expect(events.at(-1)?.study).toMatchObject({ status: 'SUCCEEDED', progress: 1 });

  const list = ['ls', 'experiments', '--dataset', DATASET];
  const listed = await asterism(...list, '--status', 'succeeded', '--order', 'silhouette', '--json');
  const rows = json<{ id: string; number: number; metrics: { silhouette: number } }>(listed.lines);
  expect(rows).toHaveLength(2);
  expect(rows[0]!.metrics.silhouette).toBeGreaterThanOrEqual(rows[1]!.metrics.silhouette);
  expect((await asterism(...list, '--study', study.id, '--where', 'seed=12', '--json')).lines).toHaveLength(
    1,
  );
  expect((await asterism(...list, '--model', 'vae', '--json')).lines).toEqual(['']);
  const first = await asterism(...list, '--limit', '1');
  expect([first.lines.length, first.errors]).toEqual([2, 'There are more: ask for them with --limit.\n']);
  expect((await asterism('ls', 'studies')).lines.join('\n')).toMatch(/succeeded {2}E-\d+ +Watched discs@1/);
  const samples = await asterism('ls', 'samples', '--dataset', DATASET, '--limit', '3', '--json');
  expect(json<{ index: number }>(samples.lines).map(({ index }) => index)).toEqual([0, 1, 2]);

  const shown = await asterism('get', `E-${rows[0]!.number}`);
  expect(shown.lines).toContain(`dataset.name                   ${DATASET}`);
  const [sample] = json<{ id: string }>(samples.lines);
  const [details] = json<{ type: string; fileName: string }>(
    (await asterism('get', sample!.id, '--json')).lines,
  );
  expect(details).toMatchObject({ type: 'Sample', fileName: 'disc_000.fits' });

  const again = await asterism('watch', `E-${rows[0]!.number}`);
  expect([again.status, again.lines[0]]).toEqual([
    0,
    expect.stringMatching(new RegExp(`^E-${rows[0]!.number} {2}k \\d+ {2}silhouette`)),
  ]);
});

test('an experiment that is cancelled ends whoever watches it with a status that tells', async () => {
  const file = join(folder, 'long.yaml');
  writeFileSync(
    file,
    'name: Long\npreprocessings: [{ channels: [0], size: 32 }]\nmodels: [{ kind: CONV, epochs: 5000 }]\nclusterings: [{ algorithm: KMEANS }]\n',
  );
  await asterism('run', file, '--dataset', DATASET);
  const [{ id, number }] = json<{ id: string; number: number }>(
    (await asterism('ls', 'experiments', '--limit', '1', '--json')).lines,
  ) as [{ id: string; number: number }];
  const watching = asterism('watch', `E-${number}`);
  const { api, token } = readRunFile();
  const cancelled = await fetch(api, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($id: ID!) { cancelExperiment(input: { id: $id }) { problems { code } } }',
      variables: { id },
    }),
  });
  expect(await cancelled.json()).toEqual({ data: { cancelExperiment: { problems: [] } } });
  const { status, errors } = await watching;
  expect([status, errors]).toEqual([1, `E-${number} was cancelled.\n`]);
});

test('the page of help tells every exit status, as the documentation does', async () => {
  const help = (await asterism('--help')).lines.join('\n');
  const docs = readFileSync(join(import.meta.dirname, '../docs/scripts.md'), 'utf8');
  for (const status of [0, 1, 2, 3, 4, 5]) {
    expect(help).toMatch(new RegExp(`^ {2}${status} {2}`, 'm'));
    expect(docs).toMatch(new RegExp(`^\\| ${status} \\|`, 'm'));
  }
});
