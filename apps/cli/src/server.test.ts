import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findServer } from './server.ts';

const none = { ASTERISM_URL: undefined, ASTERISM_TOKEN: undefined, ASTERISM_HOME: undefined };
const run = { web: 'http://localhost:1', api: 'http://localhost:1/graphql', token: 'local' };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asterism-server-'));
  mkdirSync(join(folder, '.asterism'));
  mkdirSync(join(folder, 'deep/er'), { recursive: true });
  writeFileSync(join(folder, '.asterism/run.json'), JSON.stringify(run));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('options go before the environment, and that before the server of this machine', () => {
  const env = { ...none, ASTERISM_URL: 'http://env', ASTERISM_TOKEN: 'env' };
  expect(findServer({ url: 'http://option/', token: 'option' }, env, folder)).toEqual({
    api: 'http://option/graphql',
    token: 'option',
  });
  expect(findServer({}, env, folder)).toEqual({ api: 'http://env/graphql', token: 'env' });
  expect(findServer({}, none, folder)).toEqual({ api: run.api, token: 'local' });
});

test('a running server is found from any folder below its own, or by ASTERISM_HOME', () => {
  expect(findServer({}, none, join(folder, 'deep/er')).token).toBe('local');
  expect(findServer({}, { ...none, ASTERISM_HOME: join(folder, '.asterism') }, tmpdir()).token).toBe('local');
});

test('where there is none, it is said how to name one', () => {
  expect(() => findServer({}, { ...none, ASTERISM_HOME: join(folder, 'deep') }, folder)).toThrow(
    expect.objectContaining({ message: expect.stringContaining('npm start'), exitCode: 2 }),
  );
});
