import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@asterism/ml';
import { afterAll, expect, test } from 'vitest';
import { npyHeader } from '../npy/header.ts';

const app = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'asterism-threads-'));
// Below the program's folder, where its libraries are found.
mkdirSync(join(app, 'node_modules'), { recursive: true });
const bundle = mkdtempSync(join(app, 'node_modules', '.threads-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(bundle, { recursive: true });
});

test('the bundled program gives the same answer on one thread and on two, and ends', () => {
  const [rows, cols] = [4400, 80];
  const random = createRandom(8);
  const data = Float32Array.from(
    { length: rows * cols },
    (_, at) => 6 * (Math.floor(at / cols) % 3) + random.normal(),
  );
  const points = join(folder, 'points.npy');
  writeFileSync(points, Buffer.concat([npyHeader('float32', [rows, cols]), Buffer.from(data.buffer)]));
  const built = spawnSync(process.execPath, [join(app, 'build.mjs'), bundle], { encoding: 'utf8' });
  expect(built).toMatchObject({ status: 0, stderr: '' });

  const cluster = (threads: string) => {
    const options = ['--algorithm', 'hdbscan', '--json', '--threads', threads];
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(bundle, 'main.js'), 'cluster', points, ...options],
      // Node says which threads it starts.
      { encoding: 'utf8', env: { ...process.env, NODE_DEBUG: 'worker' }, timeout: 120_000 },
    );
    expect(status).toBe(0);
    return { stdout, started: stderr.match(/create new worker/g)?.length ?? 0 };
  };
  const one = cluster('1');
  const two = cluster('2');
  expect([one.started, two.started]).toEqual([0, 1]);
  expect(new Set(JSON.parse(one.stdout).labels)).toEqual(new Set([0, 1, 2]));
  expect(two.stdout).toBe(one.stdout);
}, 240_000);
