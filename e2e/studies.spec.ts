import { expect, test } from '@playwright/test';
import { expectAccessible, open } from './pages.ts';
import { readRunFile, sessionFile } from './stack.ts';

// Stands on the study that the command line made, in the browser that the journey signed in.
test.describe.configure({ mode: 'serial' });

test('a study made by the command line says what is best and why, on its page and at home', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: readRunFile().web, storageState: sessionFile() });
  const page = await context.newPage();
  await open(page, '/w/demo/studies', 'Studies');
  await page.getByRole('link', { name: /Two models/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Two models' })).toBeVisible();
  await expect(page.getByText(/has the highest mean silhouette/).first()).toBeVisible();
  await expect(page.getByRole('row', { name: /^E-.*best/ })).toHaveCount(1);
  await expectAccessible(page, 'study');
  await open(page, '/w/demo', 'Demo workspace');
  // The three newest: others may have been made since.
  const studies = page.getByRole('region', { name: 'Studies' });
  await expect(studies.getByText(/has the highest mean silhouette/).first()).toBeVisible();
  await expectAccessible(page, 'home-with-study');
  await context.close();
});

test('whoever signs out is out', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: readRunFile().web, storageState: sessionFile() });
  const page = await context.newPage();
  await open(page, '/w/demo', 'Demo workspace');
  await page.getByRole('button', { name: /^Sign out/ }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto('/w/demo');
  await expect(page).toHaveURL(/\/sign-in$/);
  await context.close();
});
