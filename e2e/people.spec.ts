import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { expectAccessible, open } from './pages.ts';
import { readRunFile, sessionFile } from './stack.ts';

// An owner lets a second person in, gives them another role, and makes a token for scripts.
test.describe.configure({ mode: 'serial' });

let owner: Page;
let guest: Page;
let contexts: BrowserContext[];
let address: string;

test.beforeAll(async ({ browser }) => {
  const { web: baseURL } = readRunFile();
  contexts = [
    await browser.newContext({ baseURL, storageState: sessionFile() }),
    await browser.newContext({ baseURL }),
  ];
  [owner, guest] = [await contexts[0]!.newPage(), await contexts[1]!.newPage()];
});
test.afterAll(async () => {
  for (const context of contexts) await context.close();
});

test('an invitation makes an account and lets it in, once', async () => {
  await open(owner, '/w/demo/people', 'People');
  const invitations = owner.getByRole('region', { name: 'Invitations' });
  await invitations.getByLabel('Role').selectOption('Editor');
  await invitations.getByLabel('For').selectOption('A day');
  await invitations.getByRole('button', { name: 'Invite' }).click();
  address = await invitations.getByRole('status').locator('code').innerText();
  await expect(invitations.getByText('whoever has the address')).toBeVisible();
  const tomorrow = await owner.evaluate(() => new Date(Date.now() + 24 * 3600 * 1000).toLocaleDateString());
  await expect(invitations.getByRole('cell', { name: tomorrow })).toBeVisible();
  await expectAccessible(owner, 'people');
  await owner.setViewportSize({ width: 390, height: 800 });
  await expectAccessible(owner, 'people-phone');
  await owner.setViewportSize({ width: 1280, height: 900 });

  // Its address names the server as it is known outside.
  await guest.goto(new URL(address).pathname);
  await expect(guest.getByRole('heading', { name: 'Make an account' })).toBeVisible();
  await expectAccessible(guest, 'invitation');
  await guest.getByLabel('Your name').fill('Ada Lovelace');
  await guest.getByLabel('Address').fill('ada@example.org');
  await guest.getByRole('textbox', { name: 'Password' }).fill('short');
  await guest.getByRole('button', { name: 'Make an account' }).click();
  await expect(guest.getByRole('main').getByRole('alert')).toContainText(/password/i);
  await guest.getByRole('textbox', { name: 'Password' }).fill('analytical engine');
  await guest.getByRole('button', { name: 'Make an account' }).click();
  await guest.getByRole('button', { name: 'Join Demo workspace' }).click();
  await expect(guest).toHaveURL(/\/w\/demo$/);

  await guest.goto(new URL(address).pathname);
  await expect(guest.getByText(/was accepted before/)).toBeVisible();
});

test('a role is changed, and whoever has it sees less', async () => {
  await owner.reload();
  await owner.getByLabel('Role of Ada Lovelace').selectOption('Viewer');
  await open(guest, '/w/demo/people', 'People');
  const members = guest.getByRole('region', { name: 'Members' });
  await expect(members.getByRole('row', { name: /Ada Lovelace \(you\)/ })).toContainText('Viewer');
  await expect(guest.getByRole('region', { name: 'Invitations' })).toHaveCount(0);
  await expect(members.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
});

test('a password signs in again, and a wrong one does not', async () => {
  await contexts[1]!.clearCookies();
  await guest.goto('/sign-in');
  await guest.getByLabel('Address').fill('ada@example.org');
  await guest.getByRole('textbox', { name: 'Password' }).fill('difference engine');
  await guest.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(guest.getByRole('main').getByRole('alert')).toBeVisible();
  await guest.getByRole('textbox', { name: 'Password' }).fill('analytical engine');
  await guest.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(guest).toHaveURL(/\/w\/demo$/);
});

test('a token is made, opens the API, and is refused once it is revoked', async () => {
  const { api } = readRunFile();
  const tokens = owner.getByRole('region', { name: 'Your API tokens' });
  await tokens.getByLabel('What it is for').fill('a journey');
  await tokens.getByLabel('In', { exact: true }).selectOption('All your workspaces');
  await tokens.getByRole('button', { name: 'Make a token' }).click();
  const secret = await tokens.getByRole('status').locator('code').innerText();
  const ask = async () => {
    const response = await fetch(api, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify({ query: '{ workspace(slug: "demo") { name } }' }),
    });
    return JSON.stringify(await response.json());
  };
  expect(await ask()).toContain('"name"');
  await expect(tokens.getByRole('row', { name: /a journey/ })).toContainText('all your workspaces');
  await tokens.getByRole('button', { name: 'Revoke a journey' }).click();
  await expect(tokens.getByRole('button', { name: 'Revoke a journey' })).toHaveCount(0);
  expect(await ask()).toContain('UNAUTHENTICATED');
});

test('owners read who did what, a page at a time; others are told that they cannot', async () => {
  // Pages of three, so that there are several.
  await owner.route('**/graphql', async (route) => {
    const asked = route.request().postData() ?? '';
    await route.continue({ postData: asked.replace('"first":50', '"first":3') });
  });
  await owner.getByRole('link', { name: 'Audit trail' }).click();
  await expect(owner.getByRole('heading', { level: 1, name: 'Audit trail' })).toBeVisible();
  const rows = owner.getByRole('row').filter({ has: owner.locator('time') });
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText('revoked the API token');
  await owner.getByRole('button', { name: 'Show earlier' }).click();
  await expect(rows).toHaveCount(6);
  await expect(rows.filter({ hasText: 'Ada Lovelace joined as editor.' })).toHaveCount(1);
  await owner.unroute('**/graphql');
  await owner.reload();
  await expect(rows.filter({ hasText: 'Ada Lovelace joined as editor.' })).toHaveCount(1);
  await expectAccessible(owner, 'audit');
  await owner.setViewportSize({ width: 390, height: 800 });
  await expectAccessible(owner, 'audit-phone');
  await owner.setViewportSize({ width: 1280, height: 900 });

  await open(guest, '/w/demo/people', 'People');
  await expect(guest.getByRole('link', { name: 'Audit trail' })).toHaveCount(0);
  await open(guest, '/w/demo/people/audit', 'Audit trail');
  await expect(guest.getByText('Owners read the audit trail')).toBeVisible();
  await open(owner, '/w/demo/people', 'People');
});

test('an owner removes a member, who then sees that there is nothing', async () => {
  owner.on('dialog', (dialog) => void dialog.accept());
  await owner.getByRole('button', { name: 'Remove Ada Lovelace' }).click();
  await expect(owner.getByText('ada@example.org')).toHaveCount(0);
  await guest.goto('/w/demo');
  await expect(guest.getByText('There is no such workspace for you')).toBeVisible();
});
