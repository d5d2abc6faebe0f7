import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoOverflow, open, openWithToken, pictureText } from './pages.ts';

// The whole page of the journey's second experiment: 24 discs in four clusters, all but the clustering reused from E-1.
test.describe.configure({ mode: 'serial' });

let page: Page;
const failures: string[] = [];

test.beforeAll(async ({ browser }) => {
  // The session of the journey has signed out before this.
  page = await openWithToken(browser);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  page.on('pageerror', (error) => failures.push(error.message));
});
test.afterAll(() => page.context().close());

const region = (name: string | RegExp): Locator => page.getByRole('region', { name, exact: true });
const sections = (): Locator => page.getByRole('navigation', { name: 'Sections' });
const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

test('the conclusion says what was clustered, how many groups, how good, how stable, and what to do', async () => {
  await open(page, '/w/demo/experiments/E-2', /^E-2 /);
  const conclusion = region('Conclusion');
  for (const [name, text] of [
    ['Clustered', /^24 samples of Small discs, by k-means in the .*stages were reused/],
    ['Groups', /^4 clusters, of .* samples\./],
    ['How good', /^Silhouette −?\.\d{3}: /],
    ['How stable', /come back to \.\d{3}|come back to 1\.000/],
    ['Next', /\w/],
  ] as const) {
    const answer = conclusion.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) });
    await expect(answer.locator('dd')).toHaveText(text);
  }
  await expectAccessible(page, 'experiment-whole');
});

test('the sections stay in sight, mark where one is, and are anchors in the address', async () => {
  await expect(sections().getByRole('link', { name: 'Overview' })).toHaveAttribute(
    'aria-current',
    'location',
  );
  await sections().getByRole('link', { name: 'Scores' }).click();
  await expect(page).toHaveURL(/#scores$/);
  await expect(sections().getByRole('link', { name: 'Scores' })).toHaveAttribute('aria-current', 'location');
  await expect(sections()).toBeInViewport();
  await expect(page.getByRole('heading', { level: 2, name: 'Scores' })).toBeInViewport();
  // What is chosen on the page and where one is are both in the address.
  await region('Silhouette against k').getByText('Stability', { exact: true }).click();
  await expect(page).toHaveURL(/score=stability#scores$/);
  await page.reload();
  await expect(region('Stability against k')).toBeInViewport();
});

test('the tools of the observation stay below the names of the sections', async () => {
  await sections().getByRole('link', { name: 'Observation' }).click();
  const tools = page.getByRole('toolbar', { name: 'Text', exact: true });
  await tools.evaluate((element) => scrollBy(0, element.getBoundingClientRect().top - 20));
  await expect
    .poll(async () => {
      const [upper, lower] = [await sections().boundingBox(), await tools.boundingBox()];
      return upper && lower && lower.y >= upper.y + upper.height - 1;
    })
    .toBe(true);
});

test('the loss is smoothed over the faint curve as it was, and the speed is told', async () => {
  await sections().getByRole('link', { name: 'Training' }).click();
  const training = region('Training');
  const lines = training.locator('.recharts-line-curve');
  await expect(lines.first()).toBeAttached();
  const before = await lines.count();
  await training.getByRole('slider', { name: 'Smoothing' }).focus();
  await page.keyboard.press('End');
  await expect(page).toHaveURL(/smooth=99/);
  await expect(lines).toHaveCount(2 * before);
  await expect(region('Speed')).toContainText(/images a second, .* an epoch/);
  await region('Speed').getByText('Time of an epoch').click();
  await expect(page).toHaveURL(/speed=time/);
});

test('a cluster shows its medoid, its mean image and its border, and its members by ID', async () => {
  await sections().getByRole('link', { name: 'Clusters' }).click();
  const cluster = region('Cluster 0');
  await expect(cluster.locator('figure').filter({ hasText: 'Medoid' }).getByRole('img')).toHaveCount(1);
  const mean = cluster.getByRole('img', { name: /^Mean image of cluster 0, channel \d$/ });
  await expect(mean.first()).toBeVisible();
  await expect(cluster.getByText(/^Mean image of all \d+$/)).toBeVisible();
  const pictures = await Promise.all(
    [0, 1, 2, 3].map((label) =>
      pictureText(page.getByRole('img', { name: new RegExp(`^Mean image of cluster ${label}`) }).first()),
    ),
  );
  expect(new Set(pictures).size).toBe(4);
  const ids = async () => {
    const names = await cluster.getByRole('list').getByRole('link').allInnerTexts();
    return names.map((name) => Number(name.replace(/\D/g, '')));
  };
  expect(await ids()).toEqual((await ids()).toSorted((a, b) => a - b));
  await page.getByText('Middle first', { exact: true }).click();
  await expect(page).toHaveURL(/members=MIDDLE_FIRST/);
  const medoid = await cluster.locator('figure').filter({ hasText: 'Medoid' }).getByRole('link').innerText();
  await expect(cluster.getByRole('list').getByRole('link').first()).toHaveText(medoid.trim());
});

test('stages say whom they were reused from, and tables are copied for a text, a sheet and a paper', async () => {
  await sections().getByRole('link', { name: 'Run' }).click();
  const stages = region('Stages');
  const training = stages.getByRole('listitem').filter({ hasText: 'Train the model' });
  await expect(training).toContainText(/reused\s*from E-1/);
  await expect(training).toContainText(/ s$/);
  for (const [format, text] of [
    [
      'Markdown',
      /^\| Stage \| State \| Reused from \| Seconds \| Key \|\n[\s\S]*\| Train the model \| reused \| E-1 \|/,
    ],
    ['CSV', /^Stage,State,Reused from,Seconds,Key\r\n[\s\S]*Train the model,reused,E-1,/],
    ['LaTeX', /^\\begin\{tabular\}\{lllrl\}[\s\S]*Train the model & reused & E-1 &/],
  ] as const) {
    await stages.getByRole('button', { name: 'Copy the stages' }).click();
    await page.getByRole('menuitem', { name: format }).click();
    await expect.poll(copied).toMatch(text);
  }
  await training.getByRole('link', { name: 'E-1' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^E-1 / })).toBeVisible();
  await page.goBack();
});

test('what is stored can be taken away, with sizes', async () => {
  await open(page, '/w/demo/experiments/E-2#run', /^E-2 /);
  const files = region('Raw files');
  await expect(files.getByRole('listitem').filter({ hasText: 'E-2-latents.npy' })).toContainText(/\d k?B/);
  const saved = async (name: string): Promise<Buffer> => {
    const download = page.waitForEvent('download');
    await files.getByLabel(`Download ${name}`, { exact: true }).click();
    return readFileSync(await (await download).path());
  };
  // A download of the browser's own would carry a session's cookie, which this context has none of.
  const labels = files.getByLabel('Download E-2-labels.npy', { exact: true });
  const numbers = await page.request.get((await labels.getAttribute('href')) ?? '');
  expect(numbers.headers()['content-disposition']).toBe('attachment; filename="E-2-labels.npy"');
  expect((await numbers.body()).subarray(1, 6).toString()).toBe('NUMPY');
  const rows = (await saved('E-2-samples.csv')).toString().trim().split('\r\n');
  expect(rows[0]).toMatch(/^sample,file,cluster,pcaX,pcaY,/);
  expect(rows).toHaveLength(25);
  expect(rows[1]).toMatch(/^0,[^,]+\.fits,[0-3],/);
  expect((await saved('E-2-study.yaml')).toString()).toMatch(
    /^# E-2\.[\s\S]*\nclusterings:\n {2}- \{ algorithm: KMEANS,/,
  );
});

test('it is tagged and archived, and both are taken back', async () => {
  await open(page, '/w/demo/experiments/E-2', /^E-2 /);
  await page.getByRole('button', { name: 'Tag', exact: true }).click();
  await page.getByLabel('Add a tag').fill('whole');
  await page.keyboard.press('Enter');
  const undo = page.getByRole('alert').getByRole('button', { name: 'Undo' });
  await expect(page.getByText('whole', { exact: true }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await undo.click();
  await expect(page.getByText('whole', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await expect(page.getByText('archived', { exact: true })).toBeVisible();
  await undo.last().click();
  await expect(page.getByRole('button', { name: 'Archive', exact: true })).toBeVisible();
});

test('on paper it is a report: in light, without rails and buttons, nothing cut off', async () => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  // A4 within its margins, at 96 dots an inch.
  await page.setViewportSize({ width: 688, height: 1017 });
  await expect(region('Stages')).toBeVisible();
  await expect(region('Raw files')).toBeHidden();
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeHidden();
  await expect(sections()).toBeHidden();
  await expect(page.getByRole('button', { name: 'Archive' })).toBeHidden();
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await page.evaluate(() => document.fonts.ready);
  await expectNoOverflow(page);
  const paper = await page.pdf({ path: 'test-results/pages/experiment-report.pdf', preferCSSPageSize: true });
  // Whole pages of A4, and no more of them than there is to say.
  const pages = paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(pages).toBeGreaterThan(2);
  expect(pages).toBeLessThan(20);
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
});

test('it reads well on a phone', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, '/w/demo/experiments/E-2', /^E-2 /);
  await expect(region('Raw files')).toBeAttached();
  await expectNoOverflow(page);
  await expectAccessible(page, 'phone-experiment-whole');
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('nothing went wrong unseen', () => {
  expect(failures).toEqual([]);
});
