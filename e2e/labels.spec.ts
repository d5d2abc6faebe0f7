import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, open } from './pages.ts';
import { home, readRunFile, sessionFile } from './stack.ts';

// What is known of the samples, and what their channels hold; over the data set of the journey, in its browser.
test.describe.configure({ mode: 'serial' });

let page: Page;

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext({ baseURL: readRunFile().web, storageState: sessionFile() });
  page = await context.newPage();
});
test.afterAll(() => page.context().close());

async function openSection(name: string): Promise<void> {
  await open(page, '/w/demo/data', 'Data');
  await page.getByRole('link', { name: /Small discs/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Small discs' })).toBeVisible();
  await page.getByRole('tab', { name }).click();
}

test('the channel report says in a sentence which channels to keep, and starts an experiment with them', async () => {
  await openSection('Channels');
  await expect(
    page.getByText(/^Keep 0 and 1: 0 carries \d\d % of the variance; 2 repeats 1 .*; 3 is nearly empty/),
  ).toBeVisible();
  await page.getByText('All numbers as a table').click();
  await expect(page.getByRole('row', { name: /^3 leave out/ })).toBeVisible();
  await expectAccessible(page, 'channels');
  await page.getByRole('link', { name: 'New experiment with these channels' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'New experiment' })).toBeVisible();
  for (const channel of [0, 1, 2, 3])
    await expect(page.getByRole('checkbox', { name: `Channel ${channel}` })).toBeChecked({
      checked: channel < 2,
    });
});

test('a table is attached: what matched is said, and a sample shows its values', async () => {
  const table = join(home(), 'files', 'labels.csv');
  const rows = Array.from({ length: 23 }, (_, i) => `disc_0${String(i).padStart(2, '0')},${i / 4},gap ${i}`);
  writeFileSync(table, ['image,mass [Msun],kind', ...rows, 'disc_999,1,none'].join('\n'));
  await openSection('Catalogue');
  await expectAccessible(page, 'catalogue-empty');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a table' }).click();
  await (await chooser).setFiles(table);
  await expect(page.getByText('3 columns. image fits the samples’ file names.')).toBeVisible();
  await expectAccessible(page, 'catalogue-join');
  await page.getByRole('button', { name: 'Attach', exact: true }).click();
  await expect(page.getByText('23 of 24 samples matched')).toBeVisible();
  await page.getByText('1 row without a sample').click();
  await expect(page.getByText('row 24: disc_999')).toBeVisible();
  await expect(page.getByRole('row', { name: /mass float Msun 23 of 24/ })).toBeVisible();
  await expectAccessible(page, 'catalogue');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page, 'phone-catalogue');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('tab', { name: 'Samples' }).click();
  await page.getByRole('link', { name: 'Sample #03' }).click();
  const values = page.getByRole('region', { name: 'Catalogue' });
  await expect(values).toContainText('0.75 Msun');
  await expect(values).toContainText('gap 3');
});

test('a file that is no table is refused with what it is', async () => {
  const file = join(home(), 'files', 'notes.pdf');
  writeFileSync(file, '%PDF-1.7');
  await openSection('Catalogue');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a table' }).click();
  await (await chooser).setFiles(file);
  await expect(page.getByText('notes.pdf: The file is a PDF file.')).toBeVisible();
});
