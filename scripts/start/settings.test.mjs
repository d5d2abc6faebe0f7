import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freePort, publicPort } from './ports.mjs';
import { writeRunFile } from './runFile.mjs';
import { keepSecret, readSettings } from './settings.mjs';

test('defaults', () => {
  expect(readSettings('/repo', [], {})).toEqual({
    demo: true,
    home: '/repo/.asterism',
    webPort: 3000,
    webHost: '127.0.0.1',
    publicUrl: null,
    databaseUrl: null,
    mlBackend: 'auto',
  });
});

test('settings do what they say', () => {
  const env = { WEB_PORT: '0', ASTERISM_HOME: '/data', DATABASE_URL: 'postgresql://db/x' };
  expect(readSettings('/repo', ['--no-demo'], env)).toMatchObject({
    demo: false,
    home: '/data',
    webPort: 0,
    databaseUrl: 'postgresql://db/x',
  });
  expect(readSettings('/repo', ['--help'], {})).toEqual({ help: true });
});

test('every problem is listed at once', () => {
  const env = {
    WEB_PORT: 'http',
    DATABASE_URL: 'mysql://db',
    PUBLIC_URL: 'here',
    ML_BACKEND: 'gpu',
    ASTERISM_SERVER_ROOTS: '/data:images',
  };
  const { problems } = readSettings('/repo', ['--demo'], env);
  expect(problems.map((text) => text.split(' ')[0])).toEqual([
    '--demo',
    'WEB_PORT',
    'DATABASE_URL',
    'PUBLIC_URL',
    'ML_BACKEND',
    'ASTERISM_SERVER_ROOTS',
  ]);
});

test('a port in use is reported with the setting to change', async () => {
  const port = await freePort();
  const server = createServer().listen(port, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  await expect(publicPort(port, '127.0.0.1')).rejects.toThrow(/in use.*WEB_PORT/);
  await new Promise((resolve) => server.close(resolve));
  expect(await publicPort(port, '127.0.0.1')).toBe(port);
  expect(await publicPort(0, '127.0.0.1')).toBeGreaterThan(0);
});

test('secrets and run.json are for their owner alone; run.json goes when the server does', () => {
  const home = mkdtempSync(join(tmpdir(), 'asterism-test-'));
  try {
    const secret = keepSecret(home, 'secret');
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(keepSecret(home, 'secret')).toBe(secret);
    const run = {
      web: 'http://localhost:1',
      api: 'http://localhost:1/graphql',
      signInUrl: 'x',
      token: 'y',
      pid: 1,
    };
    const remove = writeRunFile(home, run);
    for (const name of ['secret', 'run.json']) expect(statSync(join(home, name)).mode & 0o777).toBe(0o600);
    remove();
    expect(() => statSync(join(home, 'run.json'))).toThrow(/ENOENT/);
  } finally {
    rmSync(home, { recursive: true });
  }
});
