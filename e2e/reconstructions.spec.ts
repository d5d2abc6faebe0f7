import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { asterism } from './asterism.ts';
import { expectAccessible, expectNoOverflow, open, openWithToken, pictureText } from './pages.ts';
import { discs, home } from './stack.ts';

// A study of four models over two seeds, and what its decoders give back. The token signs in: the one-time link is
// another journey's.
test.describe.configure({ mode: 'serial' });

const STUDY = `name: Who decodes
seeds: [0, 1]
preprocessings: [{ channels: [0, 1], size: 32 }]
models:
  - { kind: CONV, epochs: 4, latentSize: 8 }
  - { kind: VAE, epochs: 12, latentSize: 8, batchSize: 8, params: { klWeight: 0.0001 } }
  - { kind: UNET_VAE, epochs: 2, latentSize: 8 }
  - { kind: CONTRASTIVE, epochs: 2, latentSize: 8, batchSize: 8 }
clusterings: [{ algorithm: KMEANS, scanTo: 3 }]
`;

let page: Page;
const failures: string[] = [];

test.beforeAll(async ({ browser }) => {
  const file = join(home(), 'who-decodes.yaml');
  writeFileSync(file, STUDY);
  expect((await asterism('import', discs(), '--dataset', 'To decode')).status).toBe(0);
  const studied = await asterism('run', file, '--dataset', 'To decode', '--wait');
  expect(studied.errors).toBe('');
  page = await openWithToken(browser);
  page.on('pageerror', (error) => failures.push(error.message));
});
test.afterAll(() => page.context().close());

const panel = (): Locator => page.getByRole('region', { name: 'Reconstructions' });
const pictures = (says: string): Locator => panel().getByRole('img', { name: new RegExp(`^${says} of`) });

async function openStudy(): Promise<void> {
  await open(page, '/w/demo/studies', 'Studies');
  await page
    .getByRole('link', { name: /Who decodes/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Who decodes' })).toBeVisible();
  // Steps are asked for when they come into sight.
  await page.locator('#step-4').scrollIntoViewIfNeeded();
}

/** The first experiment of the model of that name, with its panel in sight. */
async function openModel(name: string): Promise<void> {
  await openStudy();
  const row = page
    .getByRole('table', { name: 'Choices' })
    .getByRole('row', { name: new RegExp(`^${name} 8`) });
  await row.getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(name) })).toBeVisible();
  await panel().scrollIntoViewIfNeeded();
}

/** Numbers behind the word MSE, of each sample that is shown. */
async function errors(): Promise<number[]> {
  const shown = await panel()
    .getByRole('list')
    .getByText('MSE', { exact: true })
    .locator('xpath=following::dd[1]')
    .all();
  return Promise.all(shown.map(async (one) => Number(await one.getAttribute('title'))));
}

test('a study says who reconstructs and who clusters best, and its choices are sorted by any score', async () => {
  await openStudy();
  const board = page.getByRole('region', { name: 'Who reconstructs, who clusters' });
  await expect(
    board.getByText(/reconstructs best \(MSE .*the seeds’ spread of .*cluster best/),
  ).toBeVisible();
  const rows = board.getByRole('table', { name: 'Choices' }).locator('tbody tr');
  await expect(rows).toHaveCount(4);
  await expect(rows.filter({ hasText: 'reconstructs best' })).toHaveCount(1);
  await expect(rows.filter({ hasText: 'clusters best' })).toHaveCount(1);
  await expect(rows.first()).toContainText('2/2');
  await expect(rows.first()).toContainText('±');
  await expect(board.getByRole('img', { name: /^Silhouette against MSE of 3 choices/ })).toBeVisible();
  await expect(board.getByText(/The chart leaves out 1 without a decoder/)).toBeVisible();

  await board.getByRole('button', { name: 'MSE', exact: true }).click();
  await expect(page).toHaveURL(/board=mse\.ASC/);
  await expect(board.getByRole('columnheader', { name: 'MSE', exact: true })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await expect(rows.first()).toContainText('reconstructs best');
  await expect(rows.last()).toContainText('CONTRASTIVE');
  await board.getByRole('button', { name: 'Silhouette' }).click();
  await expect(rows.first()).toContainText('clusters best');
  await page.reload();
  await page.locator('#step-4').scrollIntoViewIfNeeded();
  await expect(rows.first()).toContainText('clusters best');
  await expectAccessible(page, 'study-board');

  const download = page.waitForEvent('download');
  await board.getByRole('button', { name: 'Save study' }).click();
  await page.getByRole('menuitem', { name: 'Numbers (CSV)' }).click();
  expect(
    readFileSync(await (await download).path(), 'utf8')
      .trim()
      .split('\r\n'),
  ).toHaveLength(5);

  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoOverflow(page);
  await expectAccessible(page, 'phone-study-board');
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('originals, reconstructions and residuals are shown worst first, or best first', async () => {
  await openModel('VAE');
  for (const says of ['original', 'reconstruction', 'residual']) await expect(pictures(says)).toHaveCount(6);
  const worst = await errors();
  expect(worst).toEqual(worst.toSorted((a, b) => b - a));
  const seen = await pictureText(pictures('reconstruction').first());
  await panel().getByText('Best first').click();
  await expect(page).toHaveURL(/order=best/);
  await expect.poll(async () => (await errors())[0]).toBeLessThan(worst.at(-1)!);
  const best = await errors();
  expect(best).toEqual(best.toSorted((a, b) => a - b));
  expect(await pictureText(pictures('reconstruction').first())).not.toBe(seen);
  await panel().getByRole('button', { name: 'Next' }).click();
  await expect(panel().getByText('7–12 of 24')).toBeVisible();
  expect((await errors())[0]).toBeGreaterThanOrEqual(best.at(-1)!);
  await panel().getByRole('button', { name: 'Back' }).click();
  await expect(panel().getByText('1–6 of 24')).toBeVisible();
});

test('the slider goes through the epochs by keys, and the address keeps epoch, channel and dimension', async () => {
  const overall = panel().getByLabel('Scores of all samples');
  await expect(overall).toContainText(/samples\s*12$/);
  const mse = () => overall.locator('dd').first().getAttribute('title');
  const last = await mse();
  const slider = panel().getByRole('slider', { name: 'Epoch' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(page).toHaveURL(/epoch=\d/);
  await expect(overall).not.toContainText(/samples\s*12$/);
  expect(await mse()).not.toBe(last);
  await panel().getByText('Channel 1', { exact: true }).click();
  await expect(page).toHaveURL(/channel=1/);
  await expect(panel().getByRole('img', { name: /channel 1$/ })).toHaveCount(18);
  await page.reload();
  await panel().scrollIntoViewIfNeeded();
  await expect(panel().getByRole('img', { name: /channel 1$/ })).toHaveCount(18);
  await expect(overall).not.toContainText(/samples\s*12$/);
});

test('a walk along a latent dimension is a strip of pictures, the most active first', async () => {
  const strip = panel().getByRole('region', { name: 'Latent traversal' });
  const steps = strip.getByRole('img', { name: /standard deviations$/ });
  await expect(steps).toHaveCount(9);
  await expect(panel().getByText(/8 latent dimensions/)).toBeVisible();
  const before = await pictureText(steps.first());
  await strip.getByRole('combobox', { name: 'Latent dimension' }).click();
  await page
    .getByRole('option', { name: /variance/ })
    .last()
    .click();
  await expect(page).toHaveURL(/dimension=\d/);
  await expect.poll(() => pictureText(steps.first())).not.toBe(before);
  await expect(panel().getByRole('region', { name: 'Standing out' })).toContainText(/of (the )?24 samples/);
  await expect(panel().getByRole('region', { name: 'Standing out' }).getByRole('link')).toHaveCount(24);
  await expectAccessible(page, 'reconstructions');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoOverflow(page);
  await panel().scrollIntoViewIfNeeded();
  await expectAccessible(page, 'phone-reconstructions');
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('a U-Net says what survives without its skips, a contrastive encoder that it has no decoder', async () => {
  await openModel('UNET VAE');
  await expect(
    panel().getByText(/With its skip connections zeroed the error is .* instead of/),
  ).toBeVisible();
  await expect(pictures('residual')).toHaveCount(6);
  await openModel('CONTRASTIVE');
  await expect(panel().getByText('This model has no decoder')).toBeVisible();
  await expect(panel().getByText(/of its embeddings differs between samples/)).toBeVisible();
});

test('nothing went wrong unseen', () => {
  expect(failures).toEqual([]);
});
