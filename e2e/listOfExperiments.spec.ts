import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoOverflow, open } from './pages.ts';
import { readRunFile, sessionFile } from './stack.ts';

// On what the journey left: three experiments of one model, two of them done.
test.describe.configure({ mode: 'serial' });

let page: Page;
const failures: string[] = [];

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext({ baseURL: readRunFile().web, storageState: sessionFile() });
  page = await context.newPage();
  page.on('pageerror', (error) => failures.push(error.message));
});
test.afterAll(() => page.context().close());

const grid = (): Locator => page.getByRole('grid', { name: 'Experiments' });
const ids = (): Locator => grid().getByRole('link', { name: /^E-\d+$/ });
const find = (words: string): Promise<void> => page.getByLabel('Find experiments').fill(words);
const head = (name: string): Locator => grid().getByRole('columnheader', { name });

test('words find experiments, with what may come next, and what is wrong is said', async () => {
  await open(page, '/w/demo/experiments', 'Experiments');
  await expect(ids().first()).toBeVisible();
  const count = await ids().count();
  await find('status:succ');
  await page.getByRole('option', { name: 'status:SUCCEEDED' }).click();
  await expect(page).toHaveURL(/text=status%3ASUCCEEDED/);
  await expect(grid().getByText('cancelled')).toHaveCount(0);
  await find('silhouette>2');
  await expect(page.getByText('No experiment fits these filters')).toBeVisible();
  await find('silhouette>high');
  await expect(page.getByText('silhouette is a number; not high.')).toBeVisible();
  await find('');
  await expect(ids()).toHaveCount(count);
});

test('columns sort, several with Shift; they are chosen, moved, pinned and widened', async () => {
  await head('Silhouette').getByRole('button').click();
  await expect(head('Silhouette')).toHaveAttribute('aria-sort', 'descending');
  await head('Name')
    .getByRole('button')
    .click({ modifiers: ['Shift'] });
  await expect(page).toHaveURL(/sort=SILHOUETTE.DESC%2CNAME.ASC/);
  await page.getByRole('button', { name: 'Columns' }).click();
  const menu = page.getByRole('dialog', { name: 'Columns' });
  await menu.getByRole('checkbox', { name: 'Seed' }).click();
  await expect(head('Seed')).toBeAttached();
  await menu.getByRole('checkbox', { name: 'Clustering' }).click();
  await expect(head('Clustering')).toHaveCount(0);
  await menu.getByRole('button', { name: 'Status: to the left' }).click();
  await expect(grid().getByRole('columnheader').nth(2)).toHaveText(/Status/);
  await expectAccessible(page, 'experiments-columns');
  await page.keyboard.press('Escape');
  const before = (await head('Name').boundingBox())!;
  await page.mouse.move(before.x + before.width, before.y + before.height / 2);
  await page.mouse.down();
  await page.mouse.move(before.x + before.width + 60, before.y + before.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(new RegExp(`name\\.${Math.round(before.width) + 60}`));
  await page.reload();
  await expect(head('Seed')).toBeAttached();
  await expect(grid().getByRole('columnheader').nth(2)).toHaveText(/Status/);
});

test('a view is kept under a name, shared, opened again and deleted', async () => {
  await page.getByRole('button', { name: 'Views' }).click();
  const menu = page.getByRole('dialog', { name: 'Views' });
  await menu.getByLabel('Keep this view as').fill('Best first');
  await menu.getByRole('checkbox', { name: 'Shared with the workspace' }).check();
  await menu.getByRole('button', { name: 'Keep' }).click();
  await expect(menu.getByRole('button', { name: /^Best first · shared by/ })).toBeVisible();
  await open(page, '/w/demo/experiments?text=anything', 'Experiments');
  await page.getByRole('button', { name: 'Views' }).click();
  await menu.getByRole('button', { name: /^Best first/ }).click();
  await expect(page).toHaveURL(/sort=SILHOUETTE/);
  await expect(page).not.toHaveURL(/anything/);
  await menu.getByRole('button', { name: 'Delete Best first' }).click();
  await expect(menu.getByText('No view was kept yet.')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('groups are counted and open to their experiments', async () => {
  await open(page, '/w/demo/experiments', 'Experiments');
  await page.getByLabel('Group by').selectOption('STATUS');
  const done = grid().getByRole('button', { name: /^done/ });
  await expect(done).toBeVisible();
  await expect(ids()).toHaveCount(0);
  await done.click();
  await expect(ids().first()).toBeVisible();
  await expect(page).toHaveURL(/open=SUCCEEDED/);
  await expectAccessible(page, 'experiments-groups');
  await page.getByLabel('Group by').selectOption('');
});

test('by keys alone two are chosen, tagged and taken back, archived and taken back, and compared', async () => {
  await open(page, '/w/demo/experiments?sort=CREATED_AT.ASC', 'Experiments');
  await expect(ids().first()).toHaveText('E-1');
  await grid().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  const bar = page.getByRole('region', { name: 'Chosen experiments' });
  await expect(bar.getByText('2 chosen')).toBeVisible();
  await expectAccessible(page, 'experiments-chosen');
  await bar.getByRole('button', { name: 'Tag' }).click();
  await page.getByLabel('Add a tag').fill('gap');
  await page.keyboard.press('Enter');
  await expect(grid().getByText('gap', { exact: true })).toHaveCount(2);
  // In sight, however long the name before it is.
  const tag = (await grid().getByText('gap', { exact: true }).first().boundingBox())!;
  const column = (await head('Name').boundingBox())!;
  expect(tag.x + tag.width).toBeLessThanOrEqual(column.x + column.width);
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
  await expect(grid().getByText('gap', { exact: true })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await bar.getByRole('button', { name: 'Archive' }).click();
  await expect(ids().filter({ hasText: /^E-1$/ })).toHaveCount(0);
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).last().click();
  await expect(ids().first()).toHaveText('E-1');
  await bar.getByRole('link', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/compare\?experiments=E-1%2CE-2|compare\?experiments=E-1,E-2/);
  await page.goBack();
  await expect(ids().first()).toHaveText('E-1');
  await grid().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/experiments\/.+/);
});

test('it reads well on a phone', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, '/w/demo/experiments', 'Experiments');
  await expect(ids().first()).toBeVisible();
  for (const name of [/^Name/, /^Silhouette/])
    await expect(page.getByRole('columnheader', { name })).toBeInViewport({ ratio: 1 });
  await expectAccessible(page, 'phone-experiments-grid');
  await expectNoOverflow(page);
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('nothing went wrong unseen', () => {
  expect(failures).toEqual([]);
});
