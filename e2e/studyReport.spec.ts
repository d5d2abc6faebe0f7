import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { ask } from './ask.ts';
import { asterism } from './asterism.ts';
import { expectAccessible, open, openWithToken } from './pages.ts';
import { discs, home } from './stack.ts';

// A study is started, watched and read: every choice beside the others, and the nine steps from the file to the clusters.
test.describe.configure({ mode: 'serial' });

const DATASET = 'To study';
const STUDY = `name: Small study
seeds: [0, 1]
preprocessings:
  - { channels: [0, 1], normalization: GLOBAL, size: 32 }
  - { channels: [0, 1], normalization: PER_CHANNEL, size: 32 }
models: [{ kind: DENSE, epochs: 3, latentSize: 8 }, { kind: CONV, epochs: 3, latentSize: 8 }]
clusterings: [{ algorithm: KMEANS, scanTo: 5 }, { algorithm: GMM, scanTo: 5 }, { algorithm: HDBSCAN }]
projections: [PCA, TSNE]
`;

let page: Page;
const failures: string[] = [];

test.beforeAll(async ({ browser }) => {
  expect((await asterism('import', discs(), '--dataset', DATASET)).status).toBe(0);
  page = await openWithToken(browser);
  page.on('pageerror', (error) => failures.push(error.message));
});
test.afterAll(() => page.context().close());

test('the whole study says what it takes before it is started, and can be left alone', async () => {
  await open(page, '/w/demo/data', 'Data');
  await page.getByRole('link', { name: new RegExp(DATASET) }).click();
  await page.getByRole('button', { name: 'Run the whole study' }).click();
  const dialog = page.getByRole('dialog', { name: 'The whole study' });
  const takes = dialog.getByLabel('What it takes');
  await expect(takes).toContainText('Experiments48');
  await expect(takes).toContainText(/stages/);
  await expect(dialog.getByText(/8 models × 2 normalisations × 3 clusterers/)).toBeVisible();
  await expectAccessible(page, 'whole-study');
  await dialog.getByRole('combobox', { name: 'Seeds' }).click();
  await page.getByRole('option', { name: 'Three seeds' }).click();
  await expect(takes).toContainText('Experiments144');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
});

test('it is started from the studies, on the data set that is chosen', async () => {
  await open(page, '/w/demo/studies', 'Studies');
  await page.getByRole('button', { name: 'Run the whole study' }).click();
  const dialog = page.getByRole('dialog', { name: 'The whole study' });
  await dialog.getByRole('combobox', { name: 'Data set' }).click();
  await page.getByRole('option', { name: DATASET, exact: true }).click();
  await dialog.getByLabel('Name').fill('Started and stopped');
  await expect(dialog.getByLabel('What it takes')).toContainText('Experiments48');
  await dialog.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Started and stopped' })).toBeVisible();
  await expect(page.getByText('48 experiments')).toBeVisible();
  await cancelExperiments(decodeURIComponent(page.url().split('/').at(-1)!));
  // 16 trainings take minutes: what is cancelled is said on the heat map. Where the same were run before, all is reused
  // and done at once.
  const over = heatMap()
    .locator('td')
    .getByText(/^(cancelled|[−-]?\.\d+)/);
  await expect(over.first()).toBeVisible({ timeout: 60_000 });
});

test('a study fills its heat map while it is looked at', async () => {
  test.setTimeout(300_000);
  const file = join(home(), 'small-study.yaml');
  writeFileSync(file, STUDY);
  expect((await asterism('run', file, '--dataset', DATASET)).errors).toBe('');
  await open(page, '/w/demo/studies', 'Studies');
  await page.getByRole('link', { name: /Small study/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Small study' })).toBeVisible();
  await page.evaluate(() => {
    window.name = 'not reloaded';
  });
  const detail = page.locator('main').getByText('done', { exact: true }).first();
  await expect(heatMap().getByRole('link', { name: /, E-\d+$/ })).toHaveCount(12);
  await expect(heatMap().locator('td[data-state="scored"]')).toHaveCount(12, { timeout: 240_000 });
  await expect(detail).toBeVisible();
  await expect(page.getByText(/^E-\d+ has the highest mean silhouette/)).toBeVisible();
  expect(await page.evaluate(() => window.name)).toBe('not reloaded');
});

test('the heat map marks the best and leads to it; the seeds show their spread', async () => {
  await expect(heatMap().locator('td[data-best="true"]')).toHaveCount(1);
  const seeds = page.getByRole('list', { name: 'Silhouette of every seed' });
  await expect(seeds.getByRole('listitem')).toHaveCount(12);
  // Of 24 samples HDBSCAN may find one group, which has no silhouette.
  expect(await seeds.getByRole('link', { name: /^seed [01]: / }).count()).toBeGreaterThan(16);
  await page.getByRole('combobox', { name: 'Score of the choices' }).click();
  await page.getByRole('option', { name: 'MSE' }).click();
  await expect(page).toHaveURL(/score=mse/);
  await expect(page.getByText(/has the lowest MSE/)).toBeVisible();
  // Clusterers over one model share its reconstructions.
  await expect(page.getByRole('list', { name: 'MSE of every seed' }).getByRole('listitem')).toHaveCount(4);
  const best = heatMap().locator('td[data-best="true"]').getByRole('link');
  const name = await best.getAttribute('aria-label');
  await best.click();
  await expect(
    page.getByRole('heading', { level: 1, name: new RegExp(name!.split(', ').at(-1)!) }),
  ).toBeVisible();
  await page.goBack();
});

test('the nine steps are read from the file to the clusters', async () => {
  test.setTimeout(240_000);
  const step = (number: number) => page.locator(`#step-${number}`);
  const read = async (number: number) => {
    await step(number).scrollIntoViewIfNeeded();
    return step(number);
  };
  const file = await read(1);
  await expect(file.getByRole('row', { name: /PRIMARY/ })).toBeVisible();
  await expect(file.getByRole('img', { name: /^Channel \d of sample #00/ })).toHaveCount(4);
  const normalised = await read(2);
  await expect(normalised.getByRole('img', { name: /over the whole image/ })).toHaveCount(2);
  await expect(normalised.getByRole('img', { name: /by itself/ })).toHaveCount(2);
  await expect((await read(3)).getByRole('region', { name: 'Correlation' })).toBeVisible();
  const models = await read(4);
  await expect(models.getByRole('img', { name: /on the front: / })).toBeVisible();
  await models.getByText('MS-SSIM', { exact: true }).first().click();
  await expect(models.getByRole('img', { name: /^Silhouette against MS-SSIM/ })).toBeVisible();
  // Pictures are decoded for who comes to see them.
  await models.getByRole('region', { name: 'Reconstructions' }).scrollIntoViewIfNeeded();
  await expect(models.getByRole('img', { name: /^reconstruction of sample/ }).first()).toBeVisible({
    timeout: 60_000,
  });
  const latents = await read(5);
  await expect(latents.getByRole('region', { name: 'Latents by PCA' })).toBeVisible();
  await expect(latents.getByRole('region', { name: 'Latents by t-SNE' })).toBeVisible();
  await expect((await read(6)).getByRole('img', { name: /k-means .* at 2/ })).toHaveCount(4);
  const clusterers = await read(7);
  for (const name of ['k-means', 'Gaussian mixture', 'HDBSCAN'])
    await expect(clusterers.getByRole('region', { name })).toContainText(/Pro.*Con.*Best here/s);
  await expect((await read(8)).getByRole('img', { name: /^Sample #/ }).first()).toBeVisible();
  const observations = await read(9);
  await expect(observations.getByText(/^Begin with #\d+|^In no cluster|^One sample/).first()).toBeVisible();
  await expect(observations.getByRole('link', { name: /^cluster 0/ })).toHaveAttribute(
    'href',
    /\/clusters\/0$/,
  );
});

test('all of it can be used by everybody, and printed light on paper', async () => {
  test.setTimeout(240_000);
  await expectAccessible(page, 'study-report');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate(() => {
    window.print = () => {
      window.name = 'printed';
    };
    window.scrollTo(0, 0);
  });
  await page.getByRole('button', { name: 'Print' }).click();
  await expect.poll(() => page.evaluate(() => window.name), { timeout: 60_000 }).toBe('printed');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  expect(
    await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--ink').trim()),
  ).toBe('#1d1c1a');
  await page.pdf({ path: 'test-results/pages/study-report.pdf', format: 'A4', printBackground: true });
  await page.emulateMedia({ media: null, colorScheme: null });
  expect(failures).toEqual([]);
});

const heatMap = () => page.getByRole('region', { name: / of every choice$/ });

/** Ends all experiments of a study. */
async function cancelExperiments(studyId: string): Promise<void> {
  const found = await ask<{ node: { experiments: { edges: { node: { id: string } }[] } } }>(
    'query ($id: ID!) { node(id: $id) { ... on Study { experiments(first: 100) { edges { node { id } } } } } }',
    { id: studyId },
  );
  for (const { node } of found.node.experiments.edges)
    await ask(
      'mutation ($input: ExperimentIdInput!) { cancelExperiment(input: $input) { problems { code } } }',
      {
        input: { id: node.id },
      },
    );
}
