import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../testing/startApi.ts';
import { addressIn, startMail, type TestMail, textOf } from '../testing/startMail.ts';

let mail: TestMail;
let api: TestApi;
let owner: TestPerson;

beforeAll(async () => {
  mail = await startMail();
  api = await startApi({ smtpUrl: mail.url });
});
beforeEach(async () => {
  owner = await seedPerson(api.db, { scope: 'ADMIN' });
});
afterAll(async () => {
  await api.close();
  await mail.close();
});

const PASSWORD = 'correct horse battery';

const post = (path: string, body: object) =>
  fetch(`${api.url}/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: api.url },
    body: JSON.stringify(body),
  });
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
const viewer = async (cookie: string) =>
  (await send(api, '{ viewer { user { name email } workspaces { slug } } }', { cookie })).data?.['viewer'];
/** The same page of this server: links are made for the public address. */
const open = (url: string) => fetch(url.replace('http://localhost:3000', api.url), { redirect: 'manual' });

async function invite(email: string | null): Promise<{ token: string; isMailed: boolean }> {
  const { data } = await send(
    api,
    `mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { invitation { url } isMailed } }`,
    { token: owner.token, variables: { input: { workspace: owner.slug, email, role: 'EDITOR' } } },
  );
  const { inviteMember } = data as { inviteMember: { invitation: { url: string }; isMailed: boolean } };
  return { token: inviteMember.invitation.url.split('/').at(-1)!, isMailed: inviteMember.isMailed };
}
const signUp = (email: string, invitation?: string, name = 'Ada') =>
  post('/sign-up/email', { email, name, password: PASSWORD, invitation });
const accept = (token: string, cookie: string) =>
  send(
    api,
    `mutation { acceptInvitation(input: { token: "${token}" }) { workspace { slug } problems { code } } }`,
    {
      cookie,
    },
  );

let count = 0;
const newAddress = () => `new${count++}@example.org`;

test('an invitation is mailed; its link makes an account, and the account joins', async () => {
  const email = newAddress();
  const letters = mail.letters.length;
  const { token, isMailed } = await invite(email);
  expect(isMailed).toBe(true);
  const letter = await mail.letter(letters + 1);
  expect(letter.to).toEqual([email]);
  expect(addressIn(letter)).toBe(`http://localhost:3000/invitations/${token}`);
  const response = await signUp(email, token);
  expect(response.status).toBe(200);
  const cookie = cookieOf(response);
  expect((await accept(token, cookie)).data?.['acceptInvitation']).toEqual({
    workspace: { slug: owner.slug },
    problems: [],
  });
  expect(await viewer(cookie)).toEqual({ user: { name: 'Ada', email }, workspaces: [{ slug: owner.slug }] });
  const again = await post('/sign-in/email', { email, password: PASSWORD });
  expect(await viewer(cookieOf(again))).toMatchObject({ user: { email } });
  expect((await post('/sign-in/email', { email, password: 'wrong horse battery' })).status).toBe(401);
  expect(JSON.stringify(await api.db.account.findMany())).not.toContain(PASSWORD);
});

test('without an invitation nobody has an account made, and cannot tell who has one', async () => {
  const { email: known } = await api.db.user.findUniqueOrThrow({ where: { id: owner.userId } });
  const { token } = await invite('somebody@example.org');
  const refusals = await Promise.all(
    [
      signUp(newAddress()),
      signUp(newAddress(), 'asi_made_up'),
      signUp(known),
      signUp(newAddress(), token),
    ].map(async (answer) => [(await answer).status, await (await answer).json()]),
  );
  for (const refusal of refusals)
    expect(refusal).toEqual([403, expect.objectContaining({ code: 'INVITATION_NEEDED' })]);
  expect(refusals.every((refusal) => JSON.stringify(refusal) === JSON.stringify(refusals[0]))).toBe(true);
});

test('a link that is asked for comes by mail, signs in once, and is in no log and not in the database', async () => {
  const { email } = await api.db.user.findUniqueOrThrow({ where: { id: owner.userId } });
  const letters = mail.letters.length;
  expect((await post('/sign-in/magic-link', { email })).status).toBe(200);
  const url = addressIn(await mail.letter(letters + 1));
  const token = new URL(url).searchParams.get('token')!;
  expect(JSON.stringify(await api.db.verification.findMany())).not.toContain(token);
  expect(await viewer(cookieOf(await open(url)))).toMatchObject({ user: { email } });
  expect(cookieOf(await open(url))).toBe('');
  expect(api.logLines.join()).not.toContain(token);
});

test('an address without an account gets nothing, and the answer is the same', async () => {
  const { email } = await api.db.user.findUniqueOrThrow({ where: { id: owner.userId } });
  for (const path of ['/sign-in/magic-link', '/request-password-reset']) {
    const letters = mail.letters.length;
    const nobody = await post(path, { email: newAddress() });
    const somebody = await post(path, { email });
    expect([nobody.status, await nobody.json()]).toEqual([somebody.status, await somebody.json()]);
    expect((await mail.letter(letters + 1)).to).toEqual([email]);
    expect(mail.letters).toHaveLength(letters + 1);
  }
});

test('a forgotten password is set anew by mail, and other sessions end', async () => {
  const email = newAddress();
  const before = cookieOf(await signUp(email, (await invite(email)).token));
  const letters = mail.letters.length;
  await post('/request-password-reset', { email, redirectTo: '/set-password' });
  const url = addressIn(await mail.letter(letters + 1));
  const landing = new URL((await open(url)).headers.get('location')!);
  expect(landing.pathname).toBe('/set-password');
  const token = landing.searchParams.get('token')!;
  expect(JSON.stringify(await api.db.verification.findMany())).not.toContain(token);
  const reset = () => post('/reset-password', { token, newPassword: 'another horse battery' });
  expect((await reset()).status).toBe(200);
  expect((await reset()).status).toBe(400);
  expect(await viewer(before)).toBeNull();
  expect((await post('/sign-in/email', { email, password: PASSWORD })).status).toBe(401);
  expect((await post('/sign-in/email', { email, password: 'another horse battery' })).status).toBe(200);
});

test('whoever takes the address of somebody else loses the account to its owner, with every token', async () => {
  const email = newAddress();
  const { token } = await invite(null);
  const squatter = cookieOf(await signUp(email, token));
  await accept(token, squatter);
  const made = await send(
    api,
    'mutation { createApiToken(input: { name: "kept", scope: ADMIN }) { secret } }',
    { cookie: squatter },
  );
  const { createApiToken } = made.data as { createApiToken: { secret: string } };
  const asToken = async () =>
    (await send(api, '{ viewer { user { email } } }', { token: createApiToken.secret })).data?.['viewer'];
  expect(await asToken()).toEqual({ user: { email } });
  const letters = mail.letters.length;
  await post('/sign-in/magic-link', { email });
  const owned = cookieOf(await open(addressIn(await mail.letter(letters + 1))));
  expect(await viewer(owned)).toMatchObject({ user: { email } });
  expect(await viewer(squatter)).toBeNull();
  expect(await asToken()).toBeNull();
  expect((await post('/sign-in/email', { email, password: PASSWORD })).status).toBe(401);
});

test('names cannot add lines to a letter', async () => {
  await api.db.workspace.update({
    where: { id: owner.workspaceId },
    data: { name: 'Discs\r\nBcc: everybody@example.org\r\n\r\nhttp://evil.example' },
  });
  const email = newAddress();
  const letters = mail.letters.length;
  await invite(email);
  const letter = await mail.letter(letters + 1);
  expect(letter.to).toEqual([email]);
  expect(letter.raw).not.toMatch(/^Bcc:/m);
  expect(textOf(letter)).not.toMatch(/^http:\/\/evil/m);
});

test('where the mail server refuses, the owner hands the link on', async () => {
  mail.refuse();
  const { token, isMailed } = await invite(newAddress());
  expect(isMailed).toBe(false);
  expect(api.logLines.filter((line) => line.includes('mail failed'))).toHaveLength(1);
  expect(api.logLines.join()).not.toContain(token);
});
