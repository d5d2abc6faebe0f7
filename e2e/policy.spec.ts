import { expect, type Page, test } from '@playwright/test';
import { openWithToken } from './pages.ts';

const PAGES = [
  '/w/demo',
  '/w/demo/data',
  '/w/demo/experiments',
  '/w/demo/experiments/E-1/clusters/0',
  '/w/demo/studies',
  '/w/demo/people',
  '/w/demo/api',
  '/sign-in',
  '/set-password?token=none',
  '/invitations/asi_none',
  '/p/asl_none',
  '/styleguide',
  '/nothing',
];

/** Has the editor's workers check what is written, which they show by marking it. */
async function editQuery(page: Page): Promise<void> {
  const workers = page.waitForEvent('worker');
  await page.getByRole('button', { name: 'Open the editor' }).click();
  await page.locator('.graphiql-query-editor .view-lines').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('query Unknown { nothingLikeThis }');
  await workers;
  await expect(page.locator('.squiggly-error').first()).toBeVisible();
}

test('no page breaks the policy that it comes with, and a script that somebody slips in does not run', async ({
  browser,
}) => {
  const page = await openWithToken(browser);
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text());
  });
  for (const path of PAGES) {
    const response = await page.goto(path, { waitUntil: 'networkidle' });
    expect(response?.headers()['content-security-policy']).toMatch(/script-src 'self' 'nonce-/);
    // Hydrated, so that what hydration runs has run.
    await expect(page.locator('body')).not.toBeEmpty();
    // The editor of queries brings its own styles, letters and workers.
    if (path.endsWith('/api')) await editQuery(page);
  }
  expect(violations).toEqual([]);

  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.slippedIn = true';
    document.body.append(script);
    return 'slippedIn' in window;
  });
  expect(ran).toBe(false);
  expect(violations).toHaveLength(1);
  await page.context().close();
});
