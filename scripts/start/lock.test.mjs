import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { identityOf } from './identity.mjs';
import { lockHome, waitForLock } from './lock.mjs';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'asterism-test-'));
});
afterEach(() => rmSync(home, { recursive: true }));

test('a second copy is refused while the first runs, with what to do', () => {
  const release = lockHome(home);
  expect(() => lockHome(home)).toThrow(
    new RegExp(`already runs on .*process ${process.pid}.*ASTERISM_HOME=`),
  );
  release();
  lockHome(home)();
  expect(readdirSync(home)).toEqual([]);
});

test('the lock of a process that is gone is taken over', async () => {
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  const identity = identityOf(other.pid);
  writeFileSync(join(home, 'lock'), JSON.stringify(identity));
  expect(() => lockHome(home)).toThrow(/already runs/);
  const gone = new Promise((resolve) => other.once('exit', resolve));
  other.kill('SIGKILL');
  await gone;
  lockHome(home);
  expect(existsSync(join(home, 'lock'))).toBe(true);
});

test('a process that got the same number later does not hold the lock', () => {
  writeFileSync(join(home, 'lock'), JSON.stringify({ ...identityOf(process.pid), started: 'long ago' }));
  lockHome(home);
});

test.each(['', '{', '[]', 'null', '{"pid":"1"}'])(
  'a lock file that makes no sense (%j) is taken over',
  (text) => {
    writeFileSync(join(home, 'lock'), text);
    lockHome(home);
  },
);

test('who waits gets the lock when it is given free', async () => {
  const path = join(home, 'build');
  const release = await waitForLock(path);
  let got = false;
  const waiting = waitForLock(path).then((releaseIt) => {
    got = true;
    return releaseIt;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(got).toBe(false);
  release();
  (await waiting)();
  expect(existsSync(path)).toBe(false);
});
