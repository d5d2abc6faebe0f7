import { expect, test } from '@playwright/test';
import { openWithToken } from './pages.ts';

const PAGES = [
  '/w/demo',
  '/w/demo/data',
  '/w/demo/experiments',
  '/w/demo/studies',
  '/sign-in',
  '/styleguide',
  '/nothing',
];

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
