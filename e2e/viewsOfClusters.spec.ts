import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoOverflow, open, openWithToken } from './pages.ts';
import { runStudy, type TrainedExperiment } from './trained.ts';
import { walkOverMap } from './walkOverMap.ts';

// One trained model under three clusterers: what each of them has to show of its clusters. The token signs in.
test.describe.configure({ mode: 'serial' });

const DATASET = 'To cluster';
const STUDY = `name: Who clusters how
preprocessings: [{ channels: [0], size: 32 }]
models: [{ kind: CONV, epochs: 6, latentSize: 8 }]
clusterings:
  - { algorithm: KMEANS, params: { nClusters: 12 } }
  - { algorithm: GMM, params: { nComponents: 3, covarianceType: spherical } }
  - { algorithm: HDBSCAN, params: { minClusterSize: 3, minSamples: 2 } }
`;

let page: Page;
let experiments: TrainedExperiment[];
const failures: string[] = [];

test.beforeAll(async ({ browser }) => {
  experiments = await runStudy(DATASET, STUDY);
  page = await openWithToken(browser);
  page.on('pageerror', (error) => failures.push(error.message));
});
test.afterAll(() => page.context().close());

const panel = (name: string | RegExp): Locator => page.getByRole('region', { name, exact: true });
const samplesOf = (name: string): Locator => panel(name).getByRole('slider', { name: /^Samples by/ });
const map = (): Locator => page.getByRole('img', { name: /^Map of/ });
/** Every pixel of the map: a marked point is a few of them. */
const drawnMap = (): Promise<string> =>
  map().evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''));

/** The experiment of the clusterer whose name stands in its own. */
async function openClustering(name: RegExp): Promise<void> {
  const { id } = experiments.find((experiment) => name.test(experiment.name))!;
  await open(page, `/w/demo/experiments/${encodeURIComponent(id)}`, name);
  await expect(samplesOf('Stability')).toBeVisible();
}

async function expectSound(name: string): Promise<void> {
  await expectAccessible(page, name);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoOverflow(page);
  await expectAccessible(page, `phone-${name}`);
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('lists and the board say what clustered and what came out', async () => {
  await open(page, '/w/demo/experiments', 'Experiments');
  await expect(page.getByText(/^HDBSCAN 3 → \d+ clusters?(, \d+ noise)?$/).first()).toBeVisible();
  await open(page, '/w/demo/studies', 'Studies');
  await page
    .getByRole('link', { name: /Who clusters how/ })
    .first()
    .click();
  // Steps are asked for when they come into sight.
  await page.locator('#step-4').scrollIntoViewIfNeeded();
  const board = page.getByRole('table', { name: 'Choices' });
  await expect(board.getByText(/^GMM → 3 clusters$/)).toBeVisible();
  await board.getByRole('button', { name: 'DBCV' }).click();
  await expect(page).toHaveURL(/board=dbcv\.DESC/);
  await expect(board.getByRole('button', { name: 'Stability' })).toBeVisible();
  await expectAccessible(page, 'clusterers-board');
});

test('the tree is read by keys, and a cluster that is pressed stands out in every view', async () => {
  await openClustering(/HDBSCAN/);
  const tree = panel('Condensed tree');
  await expect(tree).toContainText('λ is 1 / distance');
  const clusters = tree.getByRole('treeitem');
  expect(await clusters.count()).toBeGreaterThan(2);
  await clusters.first().focus();
  await expect(tree.getByText(/^All samples: 24 samples, splits at λ .* stability/)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(tree.getByText(/: \d+ samples, born at λ .*distance.* at λ .*stability/)).toBeVisible();
  const selected = tree.locator('[data-label="0"]');
  await selected.focus();
  await expect(tree.getByText(/^Cluster 0: /)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/cluster=0/);
  await expect(selected).toHaveAttribute('aria-selected', 'true');
  for (const name of ['Silhouettes', 'Stability', 'Condensed tree'])
    await expect(panel(name).getByRole('button', { name: /^cluster 0/ })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  await expect(panel(/^Latents by/).getByRole('button', { name: /^cluster 0/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(page.locator('[data-chosen="true"]')).toHaveCount(1);
  await expectSound('condensed-tree');
  await selected.click();
  await expect(page).not.toHaveURL(/cluster=/);
});

test('a sample that is pointed at in one view is marked in the others, and stays marked when pressed', async () => {
  const silhouettes = panel('Silhouettes');
  const [blades, stability] = [samplesOf('Silhouettes'), samplesOf('Stability')];
  await expect(stability).toHaveAttribute('aria-valuetext', 'no sample');
  const unmarked = await drawnMap();
  await blades.focus();
  await page.keyboard.press('Home');
  const first = await blades.getAttribute('aria-valuetext');
  expect(first).toMatch(/^\d+, cluster 0, silhouette/);
  await expect.poll(() => drawnMap()).not.toBe(unmarked);
  await page.keyboard.press('ArrowDown');
  expect(await blades.getAttribute('aria-valuetext')).not.toBe(first);
  await expect(stability).not.toHaveAttribute('aria-valuetext', 'no sample');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sample=\d+/);
  await expect(silhouettes.getByText(/cluster 0, silhouette .*nearest other is cluster/)).toBeVisible();
  const marked = await blades.getAttribute('aria-valuetext');
  await page.reload();
  await expect(blades).toHaveAttribute('aria-valuetext', marked!);
  await expect(silhouettes.getByRole('link', { name: /^#\d+$/ }).first()).toBeVisible();
  // Pressing it again lets it go.
  await blades.focus();
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/sample=/);
});

test('the map marks back: the sample under the pointer shows in the blades', async () => {
  await map().scrollIntoViewIfNeeded();
  const box = (await map().boundingBox())!;
  const blades = samplesOf('Stability');
  const isMarked = async () => (await blades.getAttribute('aria-valuetext')) !== 'no sample';
  await walkOverMap(page, map(), isMarked);
  expect(await isMarked()).toBe(true);
  await page.mouse.move(box.x, box.y - 20);
  await expect(blades).toHaveAttribute('aria-valuetext', 'no sample');
});

test('the choice of k stands beside its reason and what speaks against it', async () => {
  await openClustering(/k 12$/);
  const choice = panel(/against k$/);
  await expect(choice.getByText(/^k = 12 was asked for, silhouette/)).toBeVisible();
  await expect(choice.getByRole('list', { name: 'Warnings' }).getByRole('listitem').first()).toBeVisible();
});

test('whoever does not stay with its cluster is listed, with the way to its page', async () => {
  const border = panel('Stability').getByRole('list', { name: 'At the border' });
  await expect(panel('Stability').getByText(/At the border: \d+ of 24 samples/)).toBeVisible();
  await expect(border.getByText(/stays in/).first()).toBeVisible();
  const chip = border.getByRole('link').first();
  await chip.hover();
  await expect(samplesOf('Stability')).toHaveAttribute('aria-valuetext', /stays in/);
  const number = (await chip.textContent())!.match(/#(\d+)/)![0];
  await expectSound('clusters-stability');
  await panel('Stability').getByText('Seeds', { exact: true }).click();
  await expect(panel('Stability').getByText(/runs agree with each other by/)).toBeVisible();
  await expectSound('clusters-seed-stability');
  await panel('Stability').getByText('Bootstraps', { exact: true }).click();
  await chip.click();
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(number) })).toBeVisible();
});

test('a mixture says how sure it is of each sample, and who stands between clusters', async () => {
  await openClustering(/GMM/);
  const responsibilities = panel('Responsibilities');
  const columns = samplesOf('Responsibilities');
  await columns.focus();
  await page.keyboard.press('End');
  await expect(columns).toHaveAttribute('aria-valuetext', /^\d+, cluster \d [\d.]+, cluster \d [\d.]+$/);
  await expect(responsibilities.getByText(/cluster \d [\d.]+, cluster \d [\d.]+/)).toBeVisible();
  await expect(
    responsibilities.getByText(/^(Every sample is at least|Between clusters: \d+ of 24)/),
  ).toBeVisible();
  await expect(page.getByRole('region', { name: 'Condensed tree' })).toHaveCount(0);
  await expectSound('responsibilities');
});

test('nothing went wrong unseen', () => {
  expect(failures).toEqual([]);
});
