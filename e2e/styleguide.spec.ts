import { test } from '@playwright/test';
import { expectAccessible, open } from './pages.ts';
import { readRunFile } from './stack.ts';

test('every component reads well in either theme', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: readRunFile().web });
  const page = await context.newPage();
  await open(page, '/styleguide', 'Style guide');
  await expectAccessible(page, 'styleguide');
  await context.close();
});
