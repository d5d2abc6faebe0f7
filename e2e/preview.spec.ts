import { expect, test } from '@playwright/test';
import { expectAccessible, open } from './pages.ts';
import { readRunFile, sessionFile } from './stack.ts';

// Stands on the discs that the journey dropped in, in the browser that it signed in.
test('what the model will see follows the choices, in pictures and words', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: readRunFile().web, storageState: sessionFile() });
  const page = await context.newPage();
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  await open(page, '/w/demo/experiments/new', 'New experiment');

  const panel = page.getByRole('region', { name: 'What the model will see' });
  const done = panel.getByRole('region', { name: 'What is done' });
  const picture = panel.getByRole('img', { name: 'Channel 0 as the model will see it' });
  const pixels = () => picture.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  // The discs are recognised: as is recommended for them, they are seen face-on and unrolled.
  await expect(
    page.getByText(/Set as recommended for these data\. A clear source was measured in \d\d of 24/),
  ).toBeVisible();
  await expect(done).toContainText(/moved by .* pixels/);
  await expect(done).toContainText(/turned by .* degrees/);
  await expect(done).toContainText(/stretched by .* along the short axis to face-on, tilt/);
  await expect(done).toContainText('unrolled to 48 radii');
  await expect(panel.getByRole('img', { name: /Outline of the source/ }).first()).toBeVisible();
  const recommended = await pixels();

  await page.getByText('As it is', { exact: true }).click();
  await expect(done).toContainText('to 48 x 48');
  await expect.poll(pixels).not.toBe(recommended);
  const aligned = await pixels();

  await page.getByRole('radiogroup', { name: 'Alignment' }).getByText('None', { exact: true }).click();
  await expect(done).not.toContainText('turned by');
  await expect.poll(pixels).not.toBe(aligned);

  await page.getByLabel('White at percentile').fill('99.5');
  await expect(done).toContainText('clipped to the percentiles 0 and 99.5');
  await page.getByRole('checkbox', { name: 'Channel 2' }).check();
  await expect(panel.getByRole('img', { name: 'Channel 2 as the model will see it' })).toBeVisible();
  await expectAccessible(page, 'new-experiment-preview');

  await panel.getByRole('button', { name: 'Next sample' }).click();
  await expect(panel.getByLabel('Sample ID')).toHaveValue('#1');
  await expect(panel.getByRole('heading', { name: 'What is done to disc_001.fits' })).toBeVisible();

  // What cannot be done is said, and what was there stays until it can.
  await page.getByLabel('White at percentile').fill('0');
  await expect(panel.getByRole('alert')).toContainText('The upper percentile must be above the lower one.');
  await panel.getByRole('button', { name: 'Reset' }).click();
  await expect(done).toContainText('unrolled to 48 radii');
  await expect(panel.getByRole('alert')).toHaveCount(0);
  expect(failures).toEqual([]);
  await context.close();
});
