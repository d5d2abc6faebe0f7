import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { asterism } from './asterism.ts';
import { expectAccessible, openWithToken } from './pages.ts';
import { discs, home } from './stack.ts';
import { type TrainedExperiment, trainExperiment } from './trained.ts';

// New images put through a trained model, from the experiment's page and from the command line.
test.describe.configure({ mode: 'serial' });

let page: Page;
let experiment: TrainedExperiment;
let folder: string;

test.beforeAll(async ({ browser }) => {
  experiment = await trainExperiment('To encode by', 'kind: CONV, epochs: 5');
  folder = join(home(), 'new');
  mkdirSync(folder);
  copyFileSync(join(discs(), 'disc_003.fits'), join(folder, 'known.fits'));
  writeFileSync(join(folder, 'cut.fits'), readFileSync(join(discs(), 'disc_001.fits')).subarray(0, 20_000));
  page = await openWithToken(browser);
});
test.afterAll(() => page.context().close());

test('files that are dropped are placed among the clusters, and a bad one is refused with the reason', async () => {
  await page.goto(`/w/demo/experiments/${encodeURIComponent(experiment.id)}`);
  const panel = page.getByRole('region', { name: 'New images' });
  await panel
    .getByLabel('FITS files')
    .setInputFiles(['known.fits', 'cut.fits'].map((name) => join(folder, name)));
  await expect(panel.getByRole('button', { name: /2 files.*1 encoded, 1 refused/ })).toBeVisible({
    timeout: 60_000,
  });
  const image = panel.getByRole('list', { name: 'Encoded images' }).getByRole('listitem').first();
  await expect(image.getByText('known.fits')).toBeVisible();
  await expect(image.getByText(/members are nearer to its middle|nearer to its middle than/)).toBeVisible();
  // The same pixels were trained on: they are their own nearest sample.
  await expect(image.getByRole('link').first()).toHaveAccessibleName(/#03/);
  await expect(panel.getByRole('img', { name: /with 1 new ones/ })).toBeVisible();
  await expect(panel.getByText('TRUNCATED_DATA')).toBeVisible();
  await expectAccessible(page, 'new-images');
});

test('another data set is encoded without being sent again; the address says which encoding is shown', async () => {
  expect((await asterism('import', discs(), '--dataset', 'Others')).status).toBe(0);
  const panel = page.getByRole('region', { name: 'New images' });
  const version = page.getByRole('combobox', { name: 'Data set version' });
  // The panel may be drawn anew in the same moment, as the encoding before ends; then the choice is closed.
  await expect(async () => {
    if (!(await version.isVisible())) await panel.getByRole('button', { name: 'Use a data set' }).click();
    await version.click({ timeout: 3000 });
  }).toPass({ timeout: 30_000 });
  await page.getByRole('option', { name: /^Others, version 1 \(24 samples\)/ }).click();
  await expectAccessible(page, 'new-images-data-set');
  await page.getByRole('button', { name: 'Encode its samples' }).click();
  const row = panel.getByRole('button', { name: /Others, version 1.*24 encoded/ });
  await expect(row).toBeVisible({ timeout: 60_000 });
  await expect(row).toHaveAttribute('aria-pressed', 'true');
  await expect(panel.getByRole('button', { name: '12 more' })).toBeVisible();
  await panel.getByRole('button', { name: /2 files/ }).click();
  await page.reload();
  await expect(panel.getByText('known.fits')).toBeVisible();
});

test('the command line says the same, and writes the latents', async () => {
  const out = join(folder, 'latents.npy');
  const files = ['known.fits', 'cut.fits', 'gone.fits'].map((name) => join(folder, name));
  const told = await asterism('encode', `E-${experiment.number}`, ...files, '--out', out);
  expect(told.errors).toBe('');
  expect(told.lines.find((line) => line.includes('known.fits'))).toMatch(/cluster \d.* Nearest: #3 /);
  expect(told.lines.filter((line) => line.startsWith('refused'))).toHaveLength(2);
  expect(readFileSync(out).subarray(1, 6).toString()).toBe('NUMPY');
  const { lines, status } = await asterism('encode', `E-${experiment.number}`, files[0]!, '--json');
  expect(status).toBe(0);
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({
    status: 'SUCCEEDED',
    refused: [],
    images: [{ name: 'known.fits', neighbours: [{ sample: { index: 3 } }, {}, {}, {}, {}] }],
  });
  expect((await asterism('encode', 'E-999', files[0]!)).errors).toContain('There is no experiment E-999');
});
