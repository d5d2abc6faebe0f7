import { expect, type Locator, type Page, test } from '@playwright/test';
import { ask } from './ask.ts';
import { expectAccessible, expectNoOverflow, open } from './pages.ts';
import { readRunFile, sessionFile } from './stack.ts';

// On what the journey left: a data set of 24 samples, E-1 and E-2 done, E-3 cancelled.
test.describe.configure({ mode: 'serial' });

let page: Page;
const failures: string[] = [];

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext({ baseURL: readRunFile().web, storageState: sessionFile() });
  page = await context.newPage();
  page.on('pageerror', (error) => failures.push(error.message));
});
test.afterAll(() => page.context().close());

const palette = (): Locator => page.getByRole('dialog', { name: 'Find or go to' });
const heading = (name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name });

async function find(words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await palette().getByRole('combobox').fill(words);
}

test('the palette goes to pages and opens what is found by number or name, by keys alone', async () => {
  await open(page, '/w/demo', 'Demo workspace');
  await page.getByRole('button', { name: 'Find or go to' }).click();
  await expect(palette().getByRole('option', { name: /^E-3 / })).toBeVisible();
  await expectAccessible(page, 'palette');
  const second = palette().getByRole('option').nth(1);
  await page.keyboard.press('ArrowDown');
  await expect(second).toHaveAttribute('aria-selected', 'true');
  await expect(palette().getByRole('combobox')).toHaveAttribute(
    'aria-activedescendant',
    (await second.getAttribute('id')) ?? '',
  );
  await page.keyboard.press('Escape');
  await expect(palette()).toBeHidden();

  await find('stud');
  await page.keyboard.press('Enter');
  await expect(heading('Studies')).toBeVisible();
  await find('e-2');
  await page.keyboard.press('Enter');
  await expect(heading(/^E-2 /)).toBeVisible();
  await expect(page).toHaveURL(/experiments\/E-2$/);
  await find('small disc');
  await expect(palette().getByText('24 samples')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(heading('Small discs')).toBeVisible();
  await find('#17');
  await expect(palette().getByText(/of Small discs$/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(heading('Sample #17')).toBeVisible();
  await find('no such thing');
  await expect(palette().getByText('Nothing is called “no such thing”')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('the palette changes the theme and lists the keys', async () => {
  await page.emulateMedia({ colorScheme: 'light' });
  await find('dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await find('light');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
  await find('keys');
  await page.keyboard.press('Enter');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys.getByRole('region', { name: 'In the viewer' })).toContainText('invert the colours');
  await expect(keys.getByRole('region', { name: 'Everywhere' })).toContainText('go to Home');
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
});

test('keys lead everywhere; two in a row go before one, and none is heard while something is typed', async () => {
  await expect(heading('Sample #17')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(heading('Data')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await expect(heading('Experiments')).toBeVisible();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys.getByRole('region', { name: 'In the table' })).toBeVisible();
  await expectAccessible(page, 'keys');
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await page.keyboard.press('/');
  const field = page.getByLabel('Find experiments');
  await expect(field).toBeFocused();
  await page.keyboard.type('ngh?');
  await expect(field).toHaveValue('ngh?');
  await expect(heading('Experiments')).toBeVisible();
  await field.fill('');
  await field.blur();
  await page.keyboard.press('n');
  await expect(heading('New experiment')).toBeVisible();
});

test('the name that people use is an address', async () => {
  await open(page, '/w/demo/experiments/E-1', /^E-1 /);
  await page.goto('/w/demo/experiments/E-9999');
  await expect(page.getByText('There is no experiment E-9999')).toBeVisible();
});

test('home says what is new since the last visit, until it was looked at', async () => {
  await open(page, '/w/demo', 'Demo workspace');
  await expect(page.getByRole('region', { name: 'Awaits a look' })).toHaveCount(0);
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.startsWith('asterism.visit.'))!;
    const seen = '2020-01-06T10:00:00.000Z';
    localStorage.setItem(key, JSON.stringify({ since: null, seen, looked: [] }));
  });
  await page.reload();
  await expect(page.getByText(/^\d+ finished since 6 January 2020$/)).toBeVisible();
  const awaiting = page.getByRole('region', { name: 'Awaits a look' });
  const links = awaiting.getByRole('link', { name: /^E-/ });
  await expect(links.first()).toBeVisible();
  const count = await links.count();
  await expectAccessible(page, 'home-news');
  await awaiting.getByRole('link', { name: /^E-2/ }).click();
  await expect(heading(/^E-2 /)).toBeVisible();
  await page.goBack();
  await expect(links).toHaveCount(count - 1);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page, 'phone-home-news');
  await expectNoOverflow(page);
  await find('');
  await expectAccessible(page, 'phone-palette');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('what somebody else does appears on home without a reload', async () => {
  const lately = page.getByRole('region', { name: 'Lately' });
  await expect(lately.getByRole('listitem').first()).toBeVisible();
  const { experiments } = await ask<{ experiments: { edges: { node: { id: string } }[] } }>(
    '{ experiments(workspace: "demo", filter: { numbers: [1] }) { edges { node { id } } } }',
  );
  const input = `{ ids: ["${experiments.edges[0]!.node.id}"], notes: "Seen from afar." }`;
  const { editExperiments } = await ask<{ editExperiments: { problems: unknown[] } }>(
    `mutation { editExperiments(input: ${input}) { problems { code } } }`,
  );
  expect(editExperiments.problems).toEqual([]);
  await expect(lately.getByText(/changed notes of E-1\.$/)).toBeVisible();
});

test('whoever wants to be told is told when an experiment is over', async () => {
  await turnNotices();
  await expect(page.getByText(/^You will be told/)).toBeVisible();
  await open(page, '/w/demo/experiments/new', 'New experiment');
  await page.getByLabel('Epochs', { exact: true }).fill('4');
  await page.getByLabel('Batch size').fill('8');
  await page.getByText('Fixed', { exact: true }).click();
  await page.getByRole('textbox', { name: 'k', exact: true }).fill('3');
  await page.getByRole('button', { name: 'Start the experiment' }).click();
  await expect(heading(/^E-\d+ /)).toBeVisible();
  await page.getByRole('link', { name: 'Studies' }).first().click();
  await expect(heading('Studies')).toBeVisible();
  const notice = page.getByRole('alert').filter({ hasText: /E-\d+ is done/ });
  await expect(notice).toContainText('3 clusters, silhouette', { timeout: 60_000 });
  await notice.getByRole('link').click();
  await expect(heading(/^E-\d+ /)).toBeVisible();
  await turnNotices();
});

async function turnNotices(): Promise<void> {
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await page.getByRole('switch', { name: 'Tell me at once' }).click();
  await page.keyboard.press('Escape');
}

test('nothing went wrong unseen', () => {
  expect(failures).toEqual([]);
});
