import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { KNOWN_PERSON, letterCount, mailedAddress } from './outside.ts';
import { expectAccessible, open, openWithToken } from './pages.ts';
import { letters, readRunFile } from './stack.ts';

// Every way in: an invitation that says who invites to what, a mailed link, a new password, the team's provider.
test.describe.configure({ mode: 'serial' });

const ADDRESS = 'mary@example.org';
const PASSWORD = 'on the connexion of';

let owner: Page;
let guest: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
  owner = await openWithToken(browser);
  guest = await browser.newContext({ baseURL: readRunFile().web });
  page = await guest.newPage();
});
test.afterAll(async () => {
  await owner.context().close();
  await guest.close();
});

/** What the server sends, of which a browser would be in the tab of a mail program. */
async function mailed(to: string, after: number): Promise<string> {
  await expect.poll(() => mailedAddress(letters(), to, after)).not.toBeNull();
  return mailedAddress(letters(), to, after) ?? '';
}

test('an invitation says who invites to what, and makes an account', async () => {
  const before = letterCount(letters());
  await open(owner, '/w/demo/people', 'People');
  const invitations = owner.getByRole('region', { name: 'Invitations' });
  await invitations.getByRole('textbox').first().fill(ADDRESS);
  await invitations.getByRole('button', { name: 'Invite' }).click();
  const address = await mailed(ADDRESS, before);
  const response = await page.goto(address);
  expect(response?.headers()['referrer-policy']).toBe('no-referrer');
  await expect(page.getByText('Operator invites you to Demo workspace.')).toBeVisible();
  await expect(page.getByText(/^You come as editor and may look at everything .*until/)).toBeVisible();
  await expect(page.getByLabel('Address')).toHaveValue(ADDRESS);
  await expectAccessible(page, 'invitation-open');
  await page.setViewportSize({ width: 390, height: 800 });
  await expectAccessible(page, 'invitation-phone');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByLabel('Your name').fill('Mary Somerville');
  await page.getByRole('textbox', { name: 'Password' }).fill('mechanism of the heavens');
  await page.getByRole('button', { name: 'Make an account' }).click();
  await page.getByRole('button', { name: 'Join Demo workspace' }).click();
  await expect(page).toHaveURL(/\/w\/demo$/);
  await page.goto(address);
  await expect(page.getByText(/was accepted before, and works once/)).toBeVisible();
  await expectAccessible(page, 'invitation-used');
  await page.goto('/invitations/asi_none');
  await expect(page.getByText('There is no such invitation')).toBeVisible();
});

test('a mailed link signs in, once', async () => {
  await guest.clearCookies();
  const before = letterCount(letters());
  await page.goto('/sign-in');
  await expectAccessible(page, 'sign-in');
  await page.getByText('One-time link').click();
  await page.getByLabel('Address').fill(ADDRESS);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByText(`If ${ADDRESS} has an account, a link is on its way there.`)).toBeVisible();
  await expectAccessible(page, 'sign-in-link-sent');
  const link = await mailed(ADDRESS, before);
  await page.goto(link);
  await expect(page).toHaveURL(/\/w\/demo$/);
  await guest.clearCookies();
  await page.goto(link);
  await expect(page.getByText('This link was used before')).toBeVisible();
});

test('somebody who forgot their password sets another one by a mailed link', async () => {
  await guest.clearCookies();
  const before = letterCount(letters());
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'I forgot my password' }).click();
  await page.getByLabel('Address').fill(ADDRESS);
  await expectAccessible(page, 'forgotten');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  const link = await mailed(ADDRESS, before);
  const response = await page.goto(link);
  expect(response?.headers()['referrer-policy']).toBe('no-referrer');
  await expectAccessible(page, 'set-password');
  await page.getByRole('textbox', { name: 'New password' }).fill('short');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('10 characters');
  await page.getByRole('textbox', { name: 'New password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByText('Your password is set. Sign in with it.')).toBeVisible();
  await page.getByLabel('Address').fill(ADDRESS);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/w\/demo$/);
  // The link is spent.
  await page.goto(link);
  await expect(page.getByText('This link was used before')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Ask for another link' })).toBeVisible();
  await expectAccessible(page, 'set-password-spent');
});

test('whoever the provider knows signs in by its button', async () => {
  await guest.clearCookies();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in with the observatory' }).click();
  await expect(page.getByText('You have no workspace yet')).toBeVisible();
  const said = await page.evaluate(async () => {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ viewer { user { name email } } }' }),
    });
    return (await response.json()) as unknown;
  });
  expect(said).toEqual({
    data: { viewer: { user: { name: KNOWN_PERSON.name, email: KNOWN_PERSON.email } } },
  });
});
