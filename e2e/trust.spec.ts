import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { asterism } from './asterism.ts';
import { expectAccessible, expectNoOverflow, open, openWithToken, pictureText } from './pages.ts';
import { discs, home } from './stack.ts';

// How far a map is to be trusted, who is near in latent space, known labels, and clusterings beside each other.
test.describe.configure({ mode: 'serial' });

const DATASET = 'To trust';
const STUDY = `name: Whom to trust
preprocessings: [{ channels: [0], size: 32 }]
models: [{ kind: CONV, epochs: 3, latentSize: 8 }]
clusterings: [{ algorithm: KMEANS, scanTo: 4 }, { algorithm: KMEANS, params: { nClusters: 3 } }, { algorithm: HDBSCAN }]
projections: [PCA, TSNE]
`;

let page: Page;
let numbers: number[];
const failures: string[] = [];

test.beforeAll(async ({ browser }) => {
  const study = join(home(), 'trust.yaml');
  writeFileSync(study, STUDY);
  expect((await asterism('import', discs(), '--dataset', DATASET)).status).toBe(0);
  const table = join(home(), 'known.csv');
  // Four samples have no label.
  const rows = Array.from({ length: 20 }, (_, i) => `${i},${['ring', 'gap'][i % 2]},${i / 3}`);
  writeFileSync(table, ['n,kind,mass', ...rows].join('\n'));
  const by = ['--by', 'index', '--join-column', 'n'];
  expect((await asterism('catalogue', table, '--dataset', DATASET, ...by)).errors).toBe('');
  expect((await asterism('run', study, '--dataset', DATASET, '--wait')).errors).toBe('');
  const { lines } = await asterism('experiments', '--json');
  numbers = lines
    .map((line) => JSON.parse(line) as { number: number; dataset: { name: string } })
    .filter(({ dataset }) => dataset.name === DATASET)
    .map(({ number }) => number)
    .sort((a, b) => a - b);
  page = await openWithToken(browser);
  page.on('pageerror', (error) => failures.push(error.message));
});
test.afterAll(() => page.context().close());

const region = (name: string | RegExp): Locator => page.getByRole('region', { name });
const keys = (): Locator => page.getByRole('slider', { name: /^Point of: Map of 24 latents/ });
const sample = (): Locator => region(/^Sample #\d/);

async function openStudy(): Promise<void> {
  await open(page, '/w/demo/studies', 'Studies');
  await page.getByRole('link', { name: /Whom to trust/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Whom to trust' })).toBeVisible();
}

async function openExperiment(number: number): Promise<void> {
  await openStudy();
  await page
    .getByRole('link', { name: `E-${number}`, exact: true })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(`^E-${number} `) })).toBeVisible();
}

test('keys go over the map: a chosen sample shows who is nearest in latent space', async () => {
  await openExperiment(numbers[1]!);
  const map = page.getByRole('img', { name: 'Map of 24 latents, coloured by cluster' });
  await map.scrollIntoViewIfNeeded();
  await expect.poll(() => pictureText(map)).not.toBe('');
  const before = await pictureText(map);
  await keys().focus();
  await page.keyboard.press('Home');
  await expect(page).toHaveURL(/sample=0/);
  await expect(region('Sample #00')).toBeVisible();
  await expect(keys()).toHaveAttribute(
    'aria-valuetext',
    /^#00, cluster \d: \d+ of its 11 nearest neighbours on this map (is|are)/,
  );
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('End');
  await expect(page).toHaveURL(/sample=23/);
  const near = sample().getByRole('list', { name: 'Nearest in latent space' });
  await expect(near.getByRole('link')).toHaveCount(10);
  const distances = (await near.getByTitle(/^Euclidean distance/).all()).map(async (one) =>
    Number((await one.getAttribute('title'))?.split(' ').at(-1)),
  );
  const read = await Promise.all(distances);
  expect(read).toEqual(read.toSorted((a, b) => a - b));
  await expect(near.getByText(/^map: \d+(st|nd|rd|th)$/)).toHaveCount(10);
  await expect(sample().getByText(/of these 10 (is|are) among its 10 nearest on the map/)).toBeVisible();
  // The lines and rings are drawn.
  await expect.poll(() => pictureText(map)).not.toBe(before);
  await sample().getByText('5', { exact: true }).click();
  await expect(near.getByRole('link')).toHaveCount(5);
  await page.reload();
  await expect(region('Sample #23').getByRole('list').getByRole('link')).toHaveCount(5);
  await expectAccessible(page, 'chosen-sample');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoOverflow(page);
  await expectAccessible(page, 'phone-chosen-sample');
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('a press of the map chooses too; escape and the cross let go; a neighbour leads to its page', async () => {
  await keys().focus();
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/sample=/);
  await expect(sample()).toHaveCount(0);
  const map = page.getByRole('img', { name: 'Map of 24 latents, coloured by cluster' });
  const box = (await map.boundingBox())!;
  await expect(async () => {
    // The rim of the view holds a point at its leftmost place.
    for (let y = 8; y < box.height; y += 10) {
      await map.click({ position: { x: 24, y } });
      if (/sample=/.test(page.url())) return;
    }
    expect(page.url()).toMatch(/sample=/);
  }).toPass({ timeout: 60_000 });
  await sample()
    .getByRole('button', { name: /^Let go/ })
    .click();
  await expect(sample()).toHaveCount(0);
  await keys().focus();
  await page.keyboard.press('Home');
  const first = sample().getByRole('list').getByRole('link').first();
  const name = await first.getByRole('img').getAttribute('alt');
  await first.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name!.replace('Sample ', ''));
  await page.goBack();
  await expect(region('Sample #00')).toBeVisible();
});

test('the page says how many points are torn, where scores are computed, and what the components hold', async () => {
  const map = region('Latents by PCA');
  await expect(map.getByText(/Scores are computed in latent space, never on this map/)).toBeVisible();
  await expect(
    page.getByText(/scores of clusters are computed in latent space, never on the 2-D map/),
  ).toBeVisible();
  await expect(map.getByText(/(No point is|points? (is|are)) torn from/)).toBeVisible();
  await map.getByRole('switch', { name: 'Torn points paler' }).press('Space');
  await expect(page).toHaveURL(/torn=alike/);
  await expect(map.getByRole('switch', { name: 'Torn points paler' })).not.toBeChecked();
  const components = region('Principal components');
  await expect(
    components.getByText(/^The two that the map shows hold .* It takes .* to hold 90 %\./),
  ).toBeVisible();
  await expect(components.locator('.recharts-bar-rectangle')).toHaveCount(8);
  for (const number of [1, 2])
    await expect(
      components.getByRole('list', { name: `Loadings of component ${number}` }).getByRole('listitem'),
    ).toHaveCount(6);
});

test('known labels are held against the clusters, by the column that the address names', async () => {
  const labels = region('Known labels');
  await labels.scrollIntoViewIfNeeded();
  await expect(labels.getByText(/^Adjusted Rand index −?[.\d]+: the clusters follow/)).toBeVisible();
  await expect(labels.getByText(/Counted are the 20 samples with a label; 4 have none/)).toBeVisible();
  const table = labels.getByRole('table');
  await expect(table.getByRole('columnheader', { name: 'gap' })).toBeVisible();
  await expect(table.locator('tr').last().locator('td').last()).toHaveText('20');
  await labels.getByRole('combobox', { name: 'Column of the catalogue' }).click();
  await page.getByRole('option', { name: 'mass' }).click();
  await expect(page).toHaveURL(/column=mass/);
  await expect(labels.getByRole('table')).toBeVisible();
  await expectAccessible(page, 'known-labels');
});

test('a study leads to its clusterings beside each other: who agrees, which cluster is which, who moved', async () => {
  await openStudy();
  await page.getByRole('link', { name: 'Compare clusterings' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible();
  const cells = region('Agreement').locator('td[data-pair]');
  await expect(cells).toHaveCount(numbers.length * (numbers.length - 1));
  await expect(region('Agreement').getByText(/^Most alike: E-\d+ and E-\d+/)).toBeVisible();
  const ari = await cells.first().textContent();
  await region('Agreement').getByText('NMI', { exact: true }).click();
  await expect(page).toHaveURL(/index=nmi/);
  await expect.poll(() => cells.first().textContent()).not.toBe(ari);
  await cells.last().click();
  await expect(page).toHaveURL(/pair=E-\d+%2CE-\d+/);
  await expect(cells.last()).toHaveAttribute('data-chosen', 'true');
  const pair = region('Which cluster is which, and who moved');
  await expect(pair.getByText(/: ARI [.\d]+, AMI [.\d−]+, NMI [.\d]+\./)).toBeVisible();
  const moved = pair.getByRole('heading', { name: /^(Nobody|\d+ samples?) moved$/ });
  await expect(moved).toBeVisible();
  const count = Number(/^\d+/.exec((await moved.textContent()) ?? '')?.[0] ?? 0);
  await expect(pair.getByRole('link', { name: /^Sample #/ })).toHaveCount(count);
  await page.reload();
  await expect(cells.last()).toHaveAttribute('data-chosen', 'true');
  await expectAccessible(page, 'compare');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoOverflow(page);
  await expectAccessible(page, 'phone-compare');
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('what differs, scores, training and maps stand beside each other, and are kept with their view', async () => {
  const named = numbers.map((number) => `E-${number}`).join(',');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, `/w/demo/compare?experiments=${named}`, 'Compare');
  const differs = region('What differs');
  await expect(differs.getByRole('rowheader', { name: 'clusterer algorithm' })).toBeVisible();
  await expect(differs.getByRole('rowheader', { name: /^(model|preparation|data)/ })).toHaveCount(0);

  const scores = page.getByRole('region', { name: 'Scores', exact: true });
  await expect(scores.getByRole('row')).toHaveCount(numbers.length + 1);
  await expect(scores.locator('[data-mark="best"]').first()).toContainText('best');
  await expect(scores.locator('[data-mark="worst"]').first()).toContainText('worst');
  await page.getByRole('button', { name: 'Copy scores' }).click();
  await page.getByRole('menuitem', { name: 'Markdown' }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toMatch(/^\| ID \| Name \| Silhouette \|/);
  expect((await copied()).split('\n')).toHaveLength(numbers.length + 2);

  // They differ in nothing but the clusterer.
  await expect(region('Training').getByText(/^All share one training: it ends at/)).toBeVisible();
  await region('Training').getByText('Linear', { exact: true }).click();
  await expect(page).toHaveURL(/loss=linear/);

  const maps = page.getByRole('region', { name: 'Maps', exact: true });
  await expect(maps.getByRole('img', { name: /^Map of 24 latents of E-\d+ by PCA$/ })).toHaveCount(
    numbers.length,
  );
  await maps.getByRole('slider').first().press('Home');
  await expect(page).toHaveURL(/sample=0/);
  await expect(maps.getByText(/^#00, (cluster \d+|noise)$/)).toHaveCount(numbers.length);
  await maps.getByText('t-SNE', { exact: true }).click();
  await expect(maps.getByRole('img', { name: /by t-SNE$/ })).toHaveCount(numbers.length);

  await region('Who went where').getByRole('option').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/flow=/);
  await expect(region('Samples of the stream').getByRole('link', { name: /^Sample #/ })).not.toHaveCount(0);

  const galleries = region('Galleries');
  await galleries.getByRole('switch', { name: 'Show' }).click();
  await expect(page).toHaveURL(/galleries=shown/);
  await expect(galleries.getByRole('img', { name: /^Sample #/ })).not.toHaveCount(0);

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Save' });
  await form.getByLabel('Title').fill('Three clusterers');
  await form.getByLabel('Text').fill('The same latents, cut in three ways.');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Three clusterers' })).toBeVisible();
  await expect(page.getByText('The same latents, cut in three ways.')).toBeVisible();
  await expectAccessible(page, 'compare-kept');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoOverflow(page);
  await expectAccessible(page, 'phone-compare-kept');
  await page.setViewportSize({ width: 1280, height: 800 });

  await open(page, '/w/demo/compare', 'Compare');
  await expectAccessible(page, 'compare-list');
  await page.getByRole('link', { name: /^Three clusterers/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Three clusterers' })).toBeVisible();
  await expect(page).toHaveURL(/loss=linear/);
  await expect(maps.getByText(/^#00, (cluster \d+|noise)$/)).toHaveCount(numbers.length);
  await expect(maps.getByRole('img', { name: /by t-SNE$/ })).toHaveCount(numbers.length);
  await expect(region('Training').getByRole('radio', { name: 'Linear' })).toBeChecked();
});

test('what is named and not there is said', async () => {
  await open(page, '/w/demo/compare', 'Compare');
  await expect(page.getByText('Name two experiments or more')).toBeVisible();
  await page.getByRole('textbox', { name: 'Experiments' }).fill(`e-${numbers[0]} ${numbers[1]}, E-99999`);
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByText('There is no E-99999 in this workspace.')).toBeVisible();
  await expect(region('Agreement').locator('td[data-pair]')).toHaveCount(2);
  await expectAccessible(page, 'compare-missing');
});

test('nothing went wrong unseen', () => {
  expect(failures).toEqual([]);
});
