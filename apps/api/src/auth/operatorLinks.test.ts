import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedPerson, send, startApi, type TestApi } from '../testing/startApi.ts';
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
