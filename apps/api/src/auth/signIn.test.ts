import { afterAll, beforeAll, expect, test } from 'vitest';
import { send, startApi, TEST_SECRET, type TestApi } from '../testing/startApi.ts';
import { ensureOperator } from './operator.ts';
import { createSignInLink } from './signIn.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('a link signs in once, and its session is a cookie that scripts cannot read', async () => {
  const { user } = await ensureOperator(api.db, new Date());
  const link = await createSignInLink(
    { db: api.db, publicUrl: 'http://localhost:3000', secret: TEST_SECRET },
    user.email,
  );
  const path = link.replace('http://localhost:3000', '');
  const open = () => fetch(`${api.url}${path}`, { redirect: 'manual' });
  const response = await open();
  expect(response.status).toBe(302);
  const cookie = response.headers.getSetCookie().join('; ');
  expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
  const { data } = await send(api, '{ viewer { user { name } } }', { cookie: cookie.split(';')[0] });
  expect(data?.['viewer']).toEqual({ user: { name: 'Operator' } });
  const again = await open();
  expect(again.headers.getSetCookie()).toEqual([]);
  expect(again.headers.get('location')).toContain('error=');
  expect(api.logLines.join()).not.toContain(new URL(link).searchParams.get('token'));
  const signOut = await fetch(`${api.url}/api/auth/sign-out`, {
    method: 'POST',
    headers: { cookie: cookie.split(';')[0]!, origin: api.url },
  });
  expect(signOut.status).toBe(200);
  expect((await send(api, '{ viewer { user { name } } }', { cookie: cookie.split(';')[0] })).data).toEqual({
    viewer: null,
  });
});

test('each start of the operator rotates the token of this machine', async () => {
  const first = await ensureOperator(api.db, new Date());
  const second = await ensureOperator(api.db, new Date());
  const viewer = async (token: string) =>
    (await send(api, '{ viewer { workspaces { slug } } }', { token })).data;
  expect(await viewer(first.token)).toEqual({ viewer: null });
  expect(await viewer(second.token)).toEqual({ viewer: { workspaces: [{ slug: 'demo' }] } });
});

test('a page of another site cannot sign anybody out', async () => {
  const response = await fetch(`${api.url}/api/auth/sign-out`, {
    method: 'POST',
    headers: { origin: 'https://evil.example', cookie: 'asterism.session_token=x' },
  });
  expect(response.status).toBe(403);
});

test('nobody can have links sent while there is no mail', async () => {
  const response = await fetch(`${api.url}/api/auth/sign-in/magic-link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: api.url },
    body: JSON.stringify({ email: 'operator@asterism.localhost' }),
  });
  expect(response.status).toBe(404);
});
