import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedPerson, send, startApi, type TestApi } from '../testing/startApi.ts';
import {
  type OpenIdPerson,
  startOpenIdProvider,
  type TestOpenIdProvider,
} from '../testing/startOpenIdProvider.ts';

const PUBLIC = 'http://localhost:3000';

let provider: TestOpenIdProvider;
/** By invitation, and for whoever the provider knows. */
let closed: TestApi;
let open: TestApi;

beforeAll(async () => {
  provider = await startOpenIdProvider(`${PUBLIC}/api/auth/callback/oidc`);
  closed = await startApi({ openIdConnect: { ...provider.settings, signUp: false } });
  open = await startApi({ openIdConnect: { ...provider.settings, signUp: true } });
});
afterAll(async () => {
  await closed?.close();
  await open?.close();
  await provider.close();
});

/** Goes from page to page as a browser does; the address that it ends at and the session that it has then. */
async function signIn(api: TestApi, person: OpenIdPerson): Promise<{ path: string; cookie: string }> {
  provider.person(person);
  const jars = new Map<string, Map<string, string>>();
  const visit = async (url: string, init: RequestInit = {}) => {
    const { origin } = new URL(url);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url.replace(PUBLIC, api.url), {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, ...(cookie ? { cookie } : {}) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return response;
  };
  const asked = await visit(`${PUBLIC}/api/auth/sign-in/social`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: api.url },
    body: JSON.stringify({ provider: 'oidc', callbackURL: '/home', errorCallbackURL: '/sign-in' }),
  });
  const { url } = (await asked.json()) as { url: string };
  let at = url;
  for (let hops = 0; hops < 12; hops++) {
    const location = (await visit(at)).headers.get('location');
    if (location === null) break;
    at = new URL(location, at).href;
    if (at.startsWith(`${PUBLIC}/home`) || at.startsWith(`${PUBLIC}/sign-in`)) break;
  }
  const cookie = [...(jars.get(PUBLIC) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  return { path: at.replace(PUBLIC, ''), cookie };
}
const viewer = async (api: TestApi, cookie: string) =>
  (await send(api, '{ viewer { user { name email } } }', { cookie })).data?.['viewer'];

test('whoever the provider knows signs in, where that is wished, and is the same person again', async () => {
  const person = { email: 'ada@observatory.example', emailVerified: true, name: 'Ada Lovelace' };
  const { path, cookie } = await signIn(open, person);
  expect(path).toBe('/home');
  expect(await viewer(open, cookie)).toEqual({ user: { name: 'Ada Lovelace', email: person.email } });
  await signIn(open, person);
  expect(await open.db.user.count()).toBe(1);
  expect((await send(open, '{ signInMethods { openIdConnect { name signUp } } }')).data).toEqual({
    signInMethods: { openIdConnect: { name: 'the observatory', signUp: true } },
  });
  expect(open.logLines.join()).not.toContain(provider.settings.clientSecret);
});

test('else only those whose address was invited, and whom the provider vouches for', async () => {
  const owner = await seedPerson(closed.db, { scope: 'ADMIN' });
  const invite = (email: string) =>
    send(
      closed,
      'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { problems { code } } }',
      {
        token: owner.token,
        variables: { input: { workspace: owner.slug, role: 'VIEWER', email } },
      },
    );
  const stranger = await signIn(closed, { email: 'eve@observatory.example', emailVerified: true });
  expect(stranger.path).toMatch(/^\/sign-in\?.*INVITATION_NEEDED/);
  expect(await viewer(closed, stranger.cookie)).toBeNull();
  await invite('grace@observatory.example');
  const unproven = await signIn(closed, { email: 'grace@observatory.example', emailVerified: false });
  expect(await viewer(closed, unproven.cookie)).toBeNull();
  const invited = await signIn(closed, { email: 'grace@observatory.example', emailVerified: true });
  expect(await viewer(closed, invited.cookie)).toEqual({
    user: { name: 'grace', email: 'grace@observatory.example' },
  });
});

test('an account whose address nobody proved is not given away', async () => {
  const victim = await seedPerson(open.db);
  const { email } = await open.db.user.findUniqueOrThrow({ where: { id: victim.userId } });
  const { cookie, path } = await signIn(open, { email, emailVerified: true });
  expect(path).toMatch(/^\/sign-in\?error=account_not_linked/);
  expect(await viewer(open, cookie)).toBeNull();
  await open.db.user.update({ where: { id: victim.userId }, data: { emailVerified: true } });
  const unproven = await signIn(open, { email, emailVerified: false });
  expect(await viewer(open, unproven.cookie)).toBeNull();
  const linked = await signIn(open, { email, emailVerified: true });
  expect(await viewer(open, linked.cookie)).toMatchObject({ user: { email } });
});
