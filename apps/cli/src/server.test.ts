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

test('the token of this machine is shown to its own server alone', () => {
  expect(findServer({ url: 'http://localhost:1/' }, none, folder).token).toBe('local');
  expect(() => findServer({ url: 'http://elsewhere' }, none, folder)).toThrow(
    expect.objectContaining({ message: expect.stringContaining('--token'), exitCode: 2 }),
  );
  expect(findServer({ token: 'other' }, none, folder)).toEqual({ api: run.api, token: 'other' });
});

test('addresses and files that make no sense are refused', () => {
  expect(() => findServer({ url: 'elsewhere', token: 'x' }, none, folder)).toThrow('elsewhere is no address');
  writeFileSync(join(folder, '.asterism/run.json'), '{');
  expect(() => findServer({}, none, folder)).toThrow(
    expect.objectContaining({ message: expect.stringContaining('run.json cannot be read'), exitCode: 2 }),
  );
});

test('where there is none, it is said how to name one', () => {
  expect(() => findServer({}, { ...none, ASTERISM_HOME: join(folder, 'deep') }, folder)).toThrow(
    expect.objectContaining({ message: expect.stringContaining('npm start'), exitCode: 2 }),
  );
});
