import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { ask } from './ask.ts';
import { letterCount, mailedAddress } from './outside.ts';
import { discs, letters, readRunFile } from './stack.ts';

// The first journey by keys alone, in a workspace of its own: from signing in to a conclusion. Nothing here moves a mouse,
// and the page says so.
test.describe.configure({ mode: 'serial' });

let context: BrowserContext;
let page: Page;
const failures: string[] = [];

test.beforeAll(async ({ browser }) => {
  await ask('mutation { createWorkspace(input: { name: "Keys", slug: "keys" }) { problems { message } } }');
  context = await browser.newContext({ baseURL: readRunFile().web });
  await context.addInitScript(() => {
    const note = () => sessionStorage.setItem('pointed', 'yes');
    for (const event of ['pointerdown', 'mousedown', 'mousemove', 'touchstart', 'wheel'])
      window.addEventListener(event, note, { capture: true });
  });
  page = await context.newPage();
  page.on('pageerror', (error) => failures.push(error.message));
});
test.afterAll(() => context.close());

const press = (...keys: string[]) =>
  keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
const heading = (name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name });

// More than the longest page has of places to stop at.
const MOST_STOPS = 150;

/** Goes on from place to place until that one has the focus, which must then be seen. */
async function tabTo(target: Locator): Promise<void> {
  // Not asked whether it is seen: a radio button is drawn by its label.
  await expect(target).toBeAttached();
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let stop = 0; stop < MOST_STOPS && !(await isThere()); stop++) await page.keyboard.press('Tab');
  await expect(target).toBeFocused();
  await expect(target).toBeInViewport();
}

async function write(field: Locator, text: string): Promise<void> {
  await tabTo(field);
  await press('Control+a');
  await page.keyboard.type(text);
}

async function activate(target: Locator): Promise<void> {
  await tabTo(target);
  await press('Enter');
}

test('one signs in by a mailed link', async () => {
  const { viewer } = await ask<{ viewer: { user: { email: string } } }>('{ viewer { user { email } } }');
  const before = letterCount(letters());
  await page.goto('/sign-in');
  await tabTo(page.getByRole('radio', { name: 'Password' }));
  await press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'One-time link' })).toBeChecked();
  await write(page.getByRole('textbox').first(), viewer.user.email);
  await press('Enter');
  const link = () => mailedAddress(letters(), viewer.user.email, before);
  await expect.poll(link).not.toBeNull();
  await page.goto(link() ?? '');
  await expect(page).toHaveURL(/\/w\/\w+$/);
});

test('the palette leads to the workspace, the first link past the places', async () => {
  await press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Find or go to' })).toBeVisible();
  await page.keyboard.type('workspace Keys');
  await expect(page.getByRole('option', { name: 'Go to the workspace Keys' })).toBeVisible();
  await press('Enter');
  await expect(page).toHaveURL(/\/w\/keys$/);
  await expect(heading('Keys')).toBeVisible();
  await page.reload();
  await expect(heading('Keys')).toBeVisible();
  await press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
});

test('a data set is made of files', async () => {
  await press('g', 'd');
  await expect(heading('Data')).toBeVisible();
  await activate(page.getByRole('button', { name: 'New data set' }).first());
  await write(page.getByLabel('Name of the data set'), 'Discs by keys');
  await press('Enter');
  await expect(heading('Discs by keys')).toBeVisible();
  await tabTo(page.getByRole('button', { name: 'Choose files' }));
  const chooser = page.waitForEvent('filechooser');
  await press('Enter');
  await (await chooser).setFiles(readdirSync(discs()).map((name) => join(discs(), name)));
  await expect(page.getByText('24 samples')).toBeVisible({ timeout: 60_000 });
});

test('an experiment is made, watched to its end, and says what it found', async () => {
  // Training takes its turn behind what other specs have started.
  test.setTimeout(240_000);
  await activate(page.getByRole('link', { name: 'New experiment' }).first());
  await expect(heading('New experiment')).toBeVisible();
  await write(page.getByLabel('Epochs', { exact: true }), '4');
  await write(page.getByLabel('Batch size'), '8');
  await activate(page.getByRole('button', { name: 'Start the experiment' }));
  await expect(heading(/^E-1 /)).toBeVisible();
  await expect(page.getByText(/^k = \d is best, silhouette/).first()).toBeVisible({ timeout: 180_000 });
});

test('it is found again in the table and opened', async () => {
  await press('g', 'e');
  await expect(heading('Experiments')).toBeVisible();
  const grid = page.getByRole('grid', { name: 'Experiments' });
  await expect(grid.getByRole('link', { name: 'E-1' })).toBeVisible();
  await press('/');
  await page.keyboard.type('clusters>1');
  await press('Escape');
  await expect(page).toHaveURL(/text=clusters/);
  await expect(grid.getByRole('link', { name: 'E-1' })).toBeVisible();
  await tabTo(grid);
  await press('Enter');
  await expect(heading(/^E-1 /)).toBeVisible();
});

test('no mouse was moved, and nothing went wrong unseen', async () => {
  expect(await page.evaluate(() => sessionStorage.getItem('pointed'))).toBeNull();
  expect(failures).toEqual([]);
});
