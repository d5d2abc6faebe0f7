import { test } from '@playwright/test';
import { expectAccessible, open } from './pages.ts';
import { readRunFile } from './stack.ts';

test('every component reads well in either theme', async ({ browser }) => {
  const page = await browser.newPage({ baseURL: readRunFile().web });
  await open(page, '/styleguide', 'Style guide');
  await expectAccessible(page, 'styleguide');
  await page.close();
});
