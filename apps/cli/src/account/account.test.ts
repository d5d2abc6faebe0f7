import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FakeApi, startFakeApi } from '../testing/fakeApi.ts';
import { runHere } from '../testing/runHere.ts';
import { loginPath, readLogin, writeLogin } from './loginFile.ts';

const BIN = join(import.meta.dirname, '../../bin/asterism.mjs');
const SECRET = 'ast_right';
const viewer = { user: { name: 'Ada' }, workspaces: [{ slug: 'team' }] };
const token = { scope: 'READ', workspace: null, createdAt: '2030-01-01', expiresAt: null, lastUsedAt: null };
const tokens = [
  { ...token, id: 'T1', name: 'nightly' },
  { ...token, id: 'T2', name: 'twice' },
  { ...token, id: 'T3', name: 'twice' },
];
const revoked: unknown[] = [];
let api: FakeApi;
let folder: string;

beforeAll(async () => {
  api = await startFakeApi(({ operation, variables, token: shown }) => {
    if (shown !== SECRET) return { data: { viewer: null } };
    if (operation === 'OwnTokens') return { data: { viewer: { tokens } } };
    if (operation === 'CreateToken')
      return {
        data: { createApiToken: { secret: 'ast_new', token: { ...tokens[0], name: 'new' }, problems: [] } },
      };
    if (operation === 'RevokeToken') {
      revoked.push(variables);
      return { data: { revokeApiToken: { problems: [] } } };
    }
    return { data: { viewer } };
  });
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asterism-login-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => api.close());

const file = () => join(folder, 'asterism', 'login.json');
const run = (args: string[], input = '') => runHere(args, { env: { XDG_CONFIG_HOME: folder }, input });

test('a token from a pipe is kept once the server accepts it, for its owner alone, and found by other commands', async () => {
  const done = await run(['login', '--url', `${api.url}/graphql`], `${SECRET}\n`);
  expect(done).toMatchObject({ status: 0, errors: '' });
  expect(done.output).toBe(`Logged in to ${api.url} as Ada. Workspaces: team. Kept in ${file()}\n`);
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({ url: api.url, token: SECRET });
  expect([statSync(file()).mode & 0o777, statSync(join(folder, 'asterism')).mode & 0o777]).toEqual([
    0o600, 0o700,
  ]);
  expect((await run(['token', 'list'])).output).toMatch(/nightly/);
  expect((await run(['logout'])).output).toMatch(/is gone/);
  expect(existsSync(file())).toBe(false);
  expect((await run(['logout'])).output).toBe('Nobody was logged in.\n');
  expect(await run(['token', 'list'])).toMatchObject({ status: 2, errors: expect.stringMatching(/login/) });
});

test('a token that is not accepted, or is none, is not kept and not shown', async () => {
  const wrong = await run(['login', '--url', api.url], 'ast_wrong');
  expect(wrong).toMatchObject({ status: 4, errors: expect.stringMatching(/does not accept/) });
  const words = await run(['login', '--url', api.url], 'two words');
  expect(words).toMatchObject({ status: 2, errors: expect.stringMatching(/no API token/) });
  expect((await run(['login', '--url', api.url])).status).toBe(2);
  expect(JSON.stringify([wrong, words])).not.toMatch(/ast_wrong|two words/);
  expect(existsSync(file())).toBe(false);
});

// `script` gives it a terminal; that of other systems takes other arguments.
test.skipIf(process.platform !== 'linux' || !existsSync('/usr/bin/script'))(
  'a token that is typed is not shown',
  async () => {
    const command = `'${process.execPath}' '${BIN}' login --url ${api.url}`;
    const child = spawn('/usr/bin/script', ['-qec', command, '/dev/null'], {
      env: { PATH: process.env.PATH ?? '', HOME: folder, XDG_CONFIG_HOME: folder, TERM: 'xterm' },
    });
    const seen = text(child.stdout.on('data', typeWhenAsked));
    function typeWhenAsked(chunk: Buffer): void {
      if (chunk.toString().includes('API token for')) child.stdin.write(`${SECRET}\r`);
    }
    const status = await new Promise((resolve) => child.once('close', resolve));
    expect(await seen).toMatch(/Logged in to/);
    expect([status, (await seen).includes(SECRET)]).toEqual([0, false]);
    expect(readLogin(file())?.token).toBe(SECRET);
  },
);

test('a folder that others could read is closed to them, and a file that makes no sense is said', async () => {
  const path = loginPath({ XDG_CONFIG_HOME: folder });
  expect(path).toBe(file());
  expect(loginPath({ XDG_CONFIG_HOME: 'relative' })).not.toMatch(/relative/);
  expect(readLogin(path)).toBeNull();
  writeLogin(path, { url: 'http://a', token: 'b' });
  writeFileSync(path, '{"url":"http://a"}');
  expect(() => readLogin(path)).toThrow(expect.objectContaining({ exitCode: 2 }));
  expect(await run(['ls', 'datasets'])).toMatchObject({ status: 2, errors: expect.stringMatching(/token/) });
});

test('the secret of a new token is all that goes to the output', async () => {
  const as = ['--url', api.url, '--token', SECRET];
  const made = await run([...as, 'token', 'create', 'new', '--scope', 'read']);
  expect(made).toEqual({ status: 0, output: 'ast_new\n', errors: expect.stringMatching(/^new: read, all/) });
  expect(await run([...as, 'token', 'create', 'new', '--scope', 'all'])).toMatchObject({ status: 2 });
  expect(await run([...as, 'token', 'create', 'new', '--expires-in-days', '0'])).toMatchObject({ status: 2 });
});

test('a token is revoked by its id, or by a name that it alone has', async () => {
  const as = ['--url', api.url, '--token', SECRET, 'token', 'revoke'];
  expect(await run([...as, 'nightly'])).toMatchObject({ status: 0, output: 'nightly: revoked\n' });
  expect(await run([...as, 'twice'])).toMatchObject({ status: 2, errors: expect.stringMatching(/T2.*T3/s) });
  expect(await run([...as, 'T3'])).toMatchObject({ status: 0 });
  expect(await run([...as, 'none'])).toMatchObject({ status: 5 });
  expect(revoked).toEqual([{ input: { id: 'T1' } }, { input: { id: 'T3' } }]);
});
