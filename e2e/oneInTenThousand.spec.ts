import { createDb } from '@asterism/db';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { seedExperiments } from '../bench/api/seed.ts';
import { databaseUrl } from '../bench/browser/databaseUrl.ts';
import { home, readRunFile } from './stack.ts';

// A list of 10,000 in a workspace and of a user of its own, which no other spec sees.
test.describe.configure({ mode: 'serial' });

const COUNT = 10_000;
let page: Page;
let path: string;
let questions = 0;
const failures: string[] = [];

test.beforeAll(async ({ browser }) => {
  const db = createDb(databaseUrl(home()));
  const { slug, token, workspaceId } = await seedExperiments(db, COUNT);
  // The one that is looked for: what no other has.
  await db.experiment.updateMany({
    where: { workspaceId, number: 7654 },
    data: { name: 'wide gap seen face-on', tags: ['gap'], silhouette: 0.987_654 },
  });
  await db.experiment.updateMany({
    where: { workspaceId, silhouette: { gt: 0.98 }, number: { not: 7654 } },
    data: { silhouette: 0.5 },
  });
  // Its page opens on what the row says: the stages are made up, and their results with them.
  await db.experimentStage.deleteMany({ where: { experiment: { workspaceId, number: 7654 } } });
  await db.$disconnect();
  path = `/w/${slug}/experiments`;
  const context = await browser.newContext({
    baseURL: readRunFile().web,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  page = await context.newPage();
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('request', (request) => {
    if ((request.postData() ?? '').includes('ListedExperiments')) questions++;
  });
});
test.afterAll(() => page.context().close());

const grid = (): Locator => page.getByRole('grid', { name: 'Experiments' });
const ids = (): Locator => grid().getByRole('link', { name: /^E-\d+$/ });
const one = (number: number): Locator => grid().getByRole('link', { name: `E-${number}`, exact: true });
const find = (words: string): Promise<void> => page.getByLabel('Find experiments').fill(words);

test('the first of 10,000 are there, and no more than they are read', async () => {
  await page.goto(path);
  await expect(one(1)).toBeVisible();
  await expect(page.getByText('10\u2009000 in all')).toBeVisible();
  expect(await ids().count()).toBeLessThan(60);
  expect(questions).toBeLessThanOrEqual(3);
});

test('one of them is found by its words, its scores, its tag, and its number', async () => {
  for (const words of ['face-on', 'silhouette>.98 tag:gap', 'tag:gap clusters=4', 'E-7654']) {
    await find(words);
    await expect(ids()).toHaveText(['E-7654']);
  }
  await find('silhouette>.9');
  await grid().getByRole('columnheader', { name: 'Silhouette' }).getByRole('button').click();
  // The best: once the list is sorted, not where it was before.
  await expect(ids().first()).toHaveText('E-7654');
  const row = grid().getByRole('row', { name: /E-7654/ });
  await expect(row).toContainText('.988');
  await one(7654).click();
  await expect(page.getByRole('heading', { level: 1, name: /^E-7654 wide gap/ })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/silhouette/);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Find or go to' });
  await palette.getByRole('combobox').fill('face-on');
  await palette.getByRole('option', { name: /^E-7654/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^E-7654 wide gap/ })).toBeVisible();
});

test('the end, and any place that the bar is dragged to, is read at once', async () => {
  await page.goto(path);
  await expect(one(1)).toBeVisible();
  questions = 0;
  await grid().focus();
  await page.keyboard.press('End');
  await expect(one(COUNT)).toBeVisible();
  // The last page, and the one before it.
  expect(questions).toBeLessThanOrEqual(3);
  questions = 0;
  await page
    .locator('[class*="scroller"]:has([role="grid"])')
    .evaluate((scroller) => scroller.scrollTo({ top: scroller.scrollHeight / 2 }));
  await expect(one(5005)).toBeVisible();
  expect(questions).toBeLessThanOrEqual(4);
  await page.keyboard.press('Home');
  await expect(one(1)).toBeVisible();
});

test('Shift chooses rows that were not read yet, a thousand at most, and says so', async () => {
  await page.goto(`${path}?sort=CREATED_AT.DESC`);
  await expect(one(1)).toBeVisible();
  const bar = page.getByRole('region', { name: 'Chosen experiments' });
  await page.getByLabel('Choose E-1', { exact: true }).click();
  await page
    .locator('[class*="scroller"]:has([role="grid"])')
    .evaluate((scroller) => scroller.scrollTo({ top: 400 * 40 }));
  await page.getByLabel('Choose E-410', { exact: true }).click({ modifiers: ['Shift'] });
  await expect(bar.getByText('410 chosen')).toBeVisible();
  await grid().focus();
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await expect(page.getByText(/^The first 1\u2009000 of these 10\u2009000 are chosen/)).toBeVisible();
  await expect(bar.getByText('1\u2009000 chosen')).toBeVisible();
});

test('nothing went wrong unseen', () => {
  expect(failures).toEqual([]);
});
