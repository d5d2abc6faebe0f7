import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { isAlive } from './alive.mjs';

// The launcher with a real PostgreSQL and a real build, over stand-ins for the programs that it starts.
const source = resolve(import.meta.dirname, '../..');
const soon = { timeout: 50_000, interval: 50 };
let root = '';
let home = '';
const launched = [];

const SERVER = `import { createServer } from 'node:http'; import { appendFileSync } from 'node:fs';
appendFileSync(process.env.STUB_PIDS, process.pid + '\\n');`;
const PROGRAMS = {
  'apps/api/dist/migrate.js': "if (!process.env.DATABASE_URL.includes('@127.0.0.1')) process.exit(1);",
  'apps/api/dist/operator.js':
    "console.log(JSON.stringify({ signInUrl: process.env.PUBLIC_URL + '/sign-in?token=once', token: 'secret-token', workspace: 'demo' }));",
  'apps/api/dist/main.js': `${SERVER} const signInLink = { kind: 'SIGN_IN', email: 'a@example.org', url: 'http://localhost/once' };
createServer(({ url }, res) => { if (url === '/ask' && process.env.OPERATOR_TERMINAL === 'true') process.send({ signInLink }); res.end('ok'); })
  .listen(Number(process.env.WEB_PORT), process.env.WEB_HOST);`,
  'apps/web/.next/standalone/apps/web/server.js': `${SERVER} createServer((_, res) => res.end('ok')).listen(Number(process.env.PORT), process.env.HOSTNAME);`,
  'apps/worker/dist/main.js': `${SERVER} setInterval(() => {}, 1000);`,
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'asterism-launch-'));
  chmodSync(root, 0o755);
  for (const name of ['package.json', 'package-lock.json', 'turbo.json', 'tsconfig.base.json'])
    cpSync(join(source, name), join(root, name));
  cpSync(join(source, 'scripts'), join(root, 'scripts'), { recursive: true });
  symlinkSync(join(source, 'node_modules'), join(root, 'node_modules'));
  for (const [path, text] of Object.entries(PROGRAMS)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const app of ['api', 'web', 'worker']) {
    const manifest = { name: `@asterism/${app}`, type: 'module', scripts: { build: 'true' } };
    writeFileSync(join(root, 'apps', app, 'package.json'), JSON.stringify(manifest));
  }
  home = join(root, '.asterism');
});
afterEach(async () => {
  for (const one of launched.splice(0)) {
    if (one.child.exitCode === null && one.child.signalCode === null) one.child.kill('SIGKILL');
    await one.exited;
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Starts the launcher; output grows as it prints. */
function launch(env = {}) {
  const child = spawn(process.execPath, ['scripts/start.mjs', '--no-demo'], {
    cwd: root,
    env: {
      ...process.env,
      WEB_PORT: '0',
      ML_BACKEND: 'wasm',
      DATABASE_URL: '',
      ASTERISM_HOME: '',
      STUB_PIDS: join(root, 'pids'),
      ...env,
    },
  });
  const one = { child, output: '', exited: new Promise((done) => child.once('close', (code) => done(code))) };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      one.output += chunk;
    });
  }
  launched.push(one);
  return one;
}
async function ready(one) {
  await vi.waitFor(() => {
    if (one.child.exitCode !== null) throw new Error(one.output);
    expect(one.output).toContain('Sign in');
  }, soon);
  return JSON.parse(readFileSync(join(home, 'run.json'), 'utf8'));
}
/** Every process that was started on the data folder: the stand-ins and PostgreSQL. */
function processes() {
  const stubs = readFileSync(join(root, 'pids'), 'utf8').trim().split('\n').map(Number);
  const lock = join(home, 'postgres', 'postmaster.pid');
  return [...stubs, ...(existsSync(lock) ? [Number(readFileSync(lock, 'utf8').split('\n')[0])] : [])];
}

test('starts, tells where it is, and leaves nothing running', async () => {
  const one = launch();
  const run = await ready(one);
  expect(await (await fetch(run.web)).text()).toBe('ok');
  expect(run).toEqual({
    web: run.web,
    api: `${run.web}/graphql`,
    signInUrl: `${run.web}/sign-in?token=once`,
    token: 'secret-token',
    pid: one.child.pid,
  });
  expect(statSync(join(home, 'run.json')).mode & 0o777).toBe(0o600);
  expect(one.output).toContain(run.signInUrl);
  expect(one.output).not.toContain('secret-token');
  expect(one.output).not.toContain('\u001b[');

  await fetch(`${run.web}/ask`);
  await vi.waitFor(
    () => expect(one.output).toContain('Sign-in link for a@example.org   http://localhost/once'),
    soon,
  );
  expect(readFileSync(join(home, 'logs', 'api.log'), 'utf8')).not.toContain('once');

  const running = processes();
  expect(running.filter(isAlive)).toHaveLength(4);
  one.child.kill('SIGINT');
  expect(await one.exited).toBe(0);
  expect(running.filter(isAlive)).toEqual([]);
  expect(existsSync(join(home, 'run.json'))).toBe(false);
});

test('a second copy on the same data folder is refused, the first is not touched', async () => {
  const first = launch();
  const run = await ready(first);
  const second = launch();
  expect(await second.exited).toBe(1);
  expect(second.output).toContain(`already runs on ${home}`);
  expect(await (await fetch(run.web)).text()).toBe('ok');
  first.child.kill('SIGTERM');
  expect(await first.exited).toBe(0);
});

test('a port in use is reported with the setting to change, before anything is started', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address();
  const one = launch({ WEB_PORT: String(port) });
  expect(await one.exited).toBe(1);
  expect(one.output).toMatch(new RegExp(`Port ${port} is in use. Set WEB_PORT`));
  expect(existsSync(join(home, 'lock'))).toBe(false);
  server.close();
});

test('after a killed launcher the next one ends what was left and starts', async () => {
  const killed = launch();
  await ready(killed);
  const left = processes();
  killed.child.kill('SIGKILL');
  await killed.exited;
  expect(left.filter(isAlive)).not.toEqual([]);
  const next = launch();
  await vi.waitFor(() => expect(next.output).toContain('Sign in'), soon);
  expect(left.filter(isAlive)).toEqual([]);
  next.child.kill('SIGINT');
  expect(await next.exited).toBe(0);
});

test('stopped in mid-start it ends cleanly', async () => {
  const one = launch();
  await vi.waitFor(() => expect(one.output).toContain('database'), soon);
  one.child.kill('SIGINT');
  expect(await one.exited).toBe(0);
  expect(processes().filter(isAlive)).toEqual([]);
  expect(existsSync(join(home, 'lock'))).toBe(false);
});
