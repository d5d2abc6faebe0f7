import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXIT } from './failure.ts';
import { type FakeApi, startFakeApi } from './testing/fakeApi.ts';
import { runHere } from './testing/runHere.ts';

const workspaces = {
  data: { viewer: { workspaces: [{ slug: 'team' }] }, system: { uploadUrl: '/uploads' } },
};
const refused = (code: string) => ({ data: null, errors: [{ message: 'No.', extensions: { code } }] });
let api: FakeApi;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'asterism-status-'));
  // The token says what goes wrong.
  api = await startFakeApi(({ operation, token }) => {
    if (token === 'good' && operation === 'CreateToken')
      return {
        data: { createApiToken: { problems: [{ code: 'TOO_MANY', message: 'You have 100 tokens.' }] } },
      };
    if (token === 'UNNAMED') return { errors: [{ message: 'No.' }] };
    if (token !== 'good') return refused(token);
    if (operation === 'WhatIsIt') return { data: { node: null } };
    if (operation === 'ExperimentByNumber') return { data: { experiments: { edges: [] } } };
    if (operation === 'DatasetRows')
      return { data: { datasets: { edges: [], pageInfo: { hasNextPage: false } } } };
    return workspaces;
  });
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
});

const statusOf = async (args: string[], token = 'good', url = api.url) =>
  (
    await runHere(args, {
      env: { ASTERISM_URL: url, ASTERISM_TOKEN: token, XDG_CONFIG_HOME: folder },
    })
  ).status;

test.each<[number, string, string[], string?]>([
  [EXIT.done, 'done', ['ls', 'datasets']],
  [EXIT.done, 'help', ['--help']],
  [EXIT.failed, 'a problem in the answer', ['token', 'create', 'x']],
  [EXIT.failed, 'an error without a code', ['ls', 'datasets'], 'UNNAMED'],
  [EXIT.misused, 'a command that there is not', ['nonsense']],
  [EXIT.misused, 'an option that there is not', ['ls', 'datasets', '--nonsense']],
  [EXIT.misused, 'a value that cannot be', ['ls', 'experiments', '--order', 'luck']],
  [EXIT.misused, 'what the API says is asked wrongly', ['ls', 'datasets'], 'BAD_USER_INPUT'],
  [EXIT.unreachable, 'too many requests', ['ls', 'datasets'], 'RATE_LIMITED'],
  [EXIT.notAllowed, 'a token that is not accepted', ['ls', 'datasets'], 'UNAUTHENTICATED'],
  [EXIT.notAllowed, 'a token that may not', ['ls', 'datasets'], 'FORBIDDEN'],
  [EXIT.notFound, 'an experiment that is not there', ['watch', 'E-99']],
  [EXIT.notFound, 'an id that is not there', ['watch', 'none']],
  [EXIT.notFound, 'a workspace that is not there', ['--workspace', 'other', 'ls', 'datasets']],
  [EXIT.notFound, 'what the API does not find', ['ls', 'datasets'], 'NOT_FOUND'],
])('%i: %s', async (status, _what, args, token) => {
  expect(await statusOf(args, token)).toBe(status);
});

test('3: no server is there', async () => {
  const gone = await startFakeApi(() => ({}));
  await gone.close();
  expect(await statusOf(['ls', 'datasets'], 'good', gone.url)).toBe(EXIT.unreachable);
});

test('a process ends with it', () => {
  const bin = join(import.meta.dirname, '../bin/asterism.mjs');
  const { status, stderr } = spawnSync(process.execPath, [bin, 'watch', 'none'], {
    env: { XDG_CONFIG_HOME: folder },
    cwd: '/',
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([EXIT.misused, expect.stringMatching(/^No server was found/)]);
});

test('what commander refuses has a code as well', async () => {
  const args = ['cluster', 'points.npy', '--algorithm', 'spectral'];
  const { status, errors } = await runHere(args, { env: { XDG_CONFIG_HOME: folder } });
  expect(status).toBe(EXIT.misused);
  expect(errors.split('\n')[0]).toMatch(/spectral.* kmeans, gmm, hdbscan\. \(INVALID_USAGE\)$/);
});

test('every status is in the help', async () => {
  const { output } = await runHere(['--help'], { env: { XDG_CONFIG_HOME: folder } });
  for (const status of Object.values(EXIT)) expect(output).toMatch(new RegExp(`^ {2}${status} {2}`, 'm'));
});
