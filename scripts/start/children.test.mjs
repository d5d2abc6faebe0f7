import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isAlive } from './alive.mjs';
import { Children } from './children.mjs';

let home = '';
let said = [];
let children;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'asterism-test-'));
  mkdirSync(join(home, 'logs'));
  said = [];
  children = new Children({ home, say: (line) => said.push(line) });
});
afterEach(async () => {
  children.kill();
  await children.stop();
  rmSync(home, { recursive: true });
});

/** A child that appends its number to pids and goes on as `then` says. */
function script(then) {
  const path = join(home, 'child.mjs');
  writeFileSync(
    path,
    `import { appendFileSync } from 'node:fs'; appendFileSync(${JSON.stringify(join(home, 'pids'))}, process.pid + '\\n'); ${then}`,
  );
  return { name: 'child', script: path, env: process.env };
}
const pids = () =>
  existsSync(join(home, 'pids'))
    ? readFileSync(join(home, 'pids'), 'utf8').trim().split('\n').map(Number)
    : [];
const soon = { timeout: 10_000 };

test('a child that dies is started again, in one line, and its log is kept', async () => {
  children.start(script("console.log('hello'); setInterval(() => {}, 1000);"));
  const log = () => readFileSync(join(home, 'logs', 'child.log'), 'utf8');
  await vi.waitFor(() => expect(log()).toBe('hello\n'), soon);
  process.kill(pids()[0], 'SIGKILL');
  await vi.waitFor(() => expect(log()).toBe('hello\nhello\n'), soon);
  expect(pids()).toHaveLength(2);
  expect(said).toEqual([expect.stringMatching(/^child ended \(SIGKILL\); starting it again in 0\.5 s/)]);
});

test('a child that keeps dying is told from one that died once', async () => {
  children.start(script('process.exit(3);'));
  await vi.waitFor(() => expect(children.keepsDying()).toBe(true), soon);
  expect(said.slice(0, 3).map((line) => /in (\S+) s/.exec(line)?.[1])).toEqual(['0.5', '1', '2']);
});

test('stop ends the child and what it started, even where it does not listen', async () => {
  children.start(
    script(`import { spawn } from 'node:child_process'; const own = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      appendFileSync(${JSON.stringify(join(home, 'pids'))}, own.pid + '\\n'); process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`),
  );
  await vi.waitFor(() => expect(pids()).toHaveLength(2), soon);
  const stopped = children.stop();
  children.kill();
  await stopped;
  await vi.waitFor(() => expect(pids().filter(isAlive)).toEqual([]), soon);
  expect(existsSync(join(home, 'children.json'))).toBe(false);
});

test('what a killed launcher left is ended by the next one', async () => {
  children.start(script('setInterval(() => {}, 1000);'));
  await vi.waitFor(() => expect(pids()).toHaveLength(1), soon);
  await new Children({ home, say: () => undefined }).clearLeftovers();
  expect(isAlive(pids()[0])).toBe(false);
});

test('errors of a log reach the terminal, the rest does not', async () => {
  children.start(
    script(`console.log(JSON.stringify({ level: 30, msg: 'all is well' })); console.log(JSON.stringify({ level: 50, msg: 'failed', err: { message: 'disk full' } }));
      console.error('plain note'); setInterval(() => {}, 1000);`),
  );
  await vi.waitFor(() => expect(said).toEqual(['child: failed: disk full']), soon);
});
