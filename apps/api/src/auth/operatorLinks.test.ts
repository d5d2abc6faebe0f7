import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedPerson, send, startApi, type TestApi } from '../testing/startApi.ts';
import { tellSocket } from './deliverLinks.ts';
import type { SignInLink } from './signIn.ts';

let api: TestApi;
let onLink: (link: SignInLink) => void = () => undefined;

beforeAll(async () => {
  api = await startApi({ tellOperator: (link) => onLink(link) });
});
afterAll(() => api.close());

test('where no mail is set up, links that are asked for go to whoever runs the server, and to no log', async () => {
  const { userId } = await seedPerson(api.db);
  const { email } = await api.db.user.findUniqueOrThrow({ where: { id: userId } });
  const told = new Promise<SignInLink>((resolve) => {
    onLink = resolve;
  });
  const ask = (address: string) =>
    fetch(`${api.url}/api/auth/sign-in/magic-link`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: api.url },
      body: JSON.stringify({ email: address }),
    });
  expect((await ask('nobody@example.org')).status).toBe(200);
  expect((await ask(email)).status).toBe(200);
  const link = await told;
  expect(link).toMatchObject({ kind: 'SIGN_IN', email });
  expect(api.logLines.join()).not.toContain(new URL(link.url).searchParams.get('token'));
  const opened = await fetch(link.url.replace('http://localhost:3000', api.url), { redirect: 'manual' });
  const cookie = opened.headers.getSetCookie()[0]?.split(';')[0];
  expect((await send(api, '{ viewer { user { email } } }', { cookie })).data).toEqual({
    viewer: { user: { email } },
  });
});

test('the sign-in page learns what it can offer without an account', async () => {
  expect((await send(api, '{ signInMethods { linksGoTo openIdConnect { name } } }')).data).toEqual({
    signInMethods: { linksGoTo: 'OPERATOR', openIdConnect: null },
  });
});

test('a link reaches a terminal over its socket, and a socket that is gone is told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'asterism-'));
  const path = join(folder, 'operator');
  const heard = new Promise<string>((resolve) => {
    const server = createServer((socket) => {
      socket.on('data', (data) => resolve(String(data)));
      socket.on('end', () => server.close());
    });
    server.listen(path);
  });
  const link = { kind: 'SIGN_IN', email: 'a@example.org', url: 'http://localhost/once' } as const;
  tellSocket(path, (error) => {
    throw error;
  })(link);
  expect(JSON.parse(await heard)).toEqual({ signInLink: link });
  const failed = await new Promise<Error>((resolve) => tellSocket(join(folder, 'none'), resolve)(link));
  expect(failed.message).toMatch(/ENOENT/);
  await rm(folder, { recursive: true });
});
