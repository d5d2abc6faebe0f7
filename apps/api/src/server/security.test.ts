import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSignInLink, openSignIn } from '../auth/signIn.ts';
import { seedPerson, startApi, TEST_SECRET, type TestApi, type TestPerson } from '../testing/startApi.ts';

let api: TestApi;
let person: TestPerson;
let pages: Server;
let cookie: string;

beforeAll(async () => {
  pages = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(String(request.headers['content-security-policy']));
  });
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  api = await startApi({ nextOrigin: `http://127.0.0.1:${(pages.address() as AddressInfo).port}` });
  person = await seedPerson(api.db);
  cookie = await signIn();
});
afterAll(async () => {
  await api.close();
  pages.close();
});

async function signIn(): Promise<string> {
  // The first link opened for an address that nobody has proven would take its tokens away.
  const { email } = await api.db.user.update({ where: { id: person.userId }, data: { emailVerified: true } });
  const link = await createSignInLink(
    { db: api.db, publicUrl: 'http://localhost:3000', secret: TEST_SECRET },
    email,
  );
  const { pathname, search } = new URL(link);
  const response = await fetch(`${api.url}${pathname}${search}`, { redirect: 'manual' });
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ');
}

describe('a session is used by pages of this server alone', () => {
  const begin = (headers: Record<string, string>) =>
    fetch(`${api.url}/uploads`, {
      method: 'POST',
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': '1',
        'upload-metadata': `filename ${btoa('a.fits')},workspace ${btoa(person.slug)}`,
        ...headers,
      },
    });

  test.each([
    ['its own page', () => ({ cookie, origin: api.url }), 201],
    ['its own page by the public address', () => ({ cookie, origin: 'http://localhost:3000' }), 201],
    ['a browser that names the site instead', () => ({ cookie, 'sec-fetch-site': 'same-origin' }), 201],
    ['a foreign page', () => ({ cookie, origin: 'https://evil.example' }), 403],
    ['a page without an origin', () => ({ cookie, origin: 'null' }), 403],
    ['nobody says', () => ({ cookie }), 403],
    ['a script with a token', () => ({ authorization: `Bearer ${person.token}` }), 201],
  ])('uploads from %s', async (_name, headers, status) => {
    const response = await begin(headers() as Record<string, string>);
    expect(response.status).toBe(status);
    if (status === 403) expect(await response.json()).toMatchObject({ code: 'FOREIGN_ORIGIN' });
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('queries and mutations', async () => {
    const ask = async (headers: Record<string, string>) => {
      const response = await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"query":"{ viewer { user { id } } }"}',
      });
      return response.status;
    };
    expect(await ask({ cookie })).toBe(200);
    expect(await ask({ cookie, origin: api.url })).toBe(200);
    expect(await ask({ cookie, origin: 'https://evil.example' })).toBe(403);
    const get = await fetch(`${api.url}/graphql?query=${encodeURIComponent('{ viewer { user { id } } }')}`, {
      headers: { cookie },
    });
    expect(get.status).toBe(400);
  });
});

describe('what browsers are told', () => {
  test('inline scripts of a page need a nonce, which Next is told and which is another one each time', async () => {
    const nonces: string[] = [];
    for (let i = 0; i < 2; i++) {
      // What a client sends under this name is not passed on.
      const page = await fetch(`${api.url}/w/demo`, {
        headers: { 'content-security-policy': "script-src 'nonce-mine'" },
      });
      const policy = page.headers.get('content-security-policy') ?? '';
      const nonce = /script-src 'self' ('nonce-[A-Za-z0-9+/]{22}==')/.exec(policy)?.[1] ?? '';
      expect(await page.text()).toBe(`script-src ${nonce}`);
      expect(policy).not.toMatch(/unsafe-eval|http:|\*/);
      expect(policy).toMatch(/object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'/);
      nonces.push(nonce);
      expect(Object.fromEntries(page.headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      // On http a browser would be locked out.
      expect(page.headers.get('strict-transport-security')).toBeNull();
    }
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  test('addresses that Next could not answer are refused before it', async () => {
    const ask = async (characters: number) => {
      const response = await fetch(`${api.url}/${'a'.repeat(characters - 1)}`);
      return [response.status, response.status === 200 || (await response.json())];
    };
    expect(await ask(7000)).toEqual([200, true]);
    expect(await ask(7001)).toMatchObject([414, { code: 'ADDRESS_TOO_LONG', amount: 7001, limit: 7000 }]);
  });

  test('bytes that somebody sent are never a page', async () => {
    const sha256 = (await api.blobs.put(Buffer.from('<script>alert(1)</script>'))).sha256;
    await api.db.workspaceBlob.create({ data: { workspaceId: person.workspaceId, sha256, bytes: 25n } });
    for (const format of ['raw', 'png', 'npy&dtype=uint8&shape=25']) {
      const blob = await fetch(`${api.url}/blobs/${person.slug}/${sha256}?format=${format}`, {
        headers: { authorization: `Bearer ${person.token}` },
      });
      const named = Object.fromEntries(blob.headers);
      await blob.arrayBuffer();
      expect(blob.status).toBe(200);
      expect(named['content-type']).not.toMatch(/html|xml|svg|script/);
      expect(named).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      });
      if (format !== 'png') expect(named['content-disposition']).toMatch(/^attachment/);
    }
  });
});

test('sign-in is kept to its origin by the library', () => {
  const { options } = openSignIn({ db: api.db, publicUrl: api.url, secret: TEST_SECRET });
  expect(options.advanced.disableOriginCheck).toBe(false);
});
