import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loginPath, writeLogin } from './account/loginFile.ts';
import type { CliEnv } from './env.ts';
import { findAddress, findServer } from './server.ts';

const run = { web: 'http://localhost:1', api: 'http://localhost:1/graphql', token: 'local' };
let folder: string;
let none: CliEnv;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asterism-server-'));
  none = {
    ASTERISM_URL: undefined,
    ASTERISM_TOKEN: undefined,
    ASTERISM_HOME: undefined,
    XDG_CONFIG_HOME: join(folder, 'config'),
  };
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
    expect.objectContaining({
      message: expect.stringContaining('asterism login --url http://elsewhere'),
      exitCode: 2,
    }),
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

test('what login keeps goes before the server of this machine, and after what ASTERISM_HOME names', () => {
  writeLogin(loginPath(none), { url: 'https://team.example', token: 'kept' });
  const team = { api: 'https://team.example/graphql', token: 'kept' };
  expect(findServer({}, none, folder)).toEqual(team);
  expect(findServer({ url: 'https://TEAM.example/' }, none, folder).token).toBe('kept');
  expect(findServer({ url: run.web }, none, folder).token).toBe('local');
  const home = { ...none, ASTERISM_HOME: join(folder, '.asterism') };
  expect(findServer({}, home, tmpdir()).token).toBe('local');
  expect(findServer({}, { ...home, ASTERISM_HOME: join(folder, 'deep') }, folder)).toEqual(team);
  expect(() => findServer({ url: 'https://team.example.org' }, none, folder)).toThrow('asterism login');
  expect(() => findServer({ url: 'http://team.example' }, none, folder)).toThrow('asterism login');
});

test('who logs in names a server, or means the one that is found', () => {
  expect(findAddress({ url: 'https://team.example/' }, none, folder)).toBe('https://team.example');
  expect(findAddress({}, none, join(folder, 'deep'))).toBe('http://localhost:1');
  expect(() => findAddress({}, none, tmpdir())).toThrow(expect.objectContaining({ exitCode: 2 }));
});
