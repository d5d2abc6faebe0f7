import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, type Page, type Request, test } from '@playwright/test';
import { dropFiles, expectAccessible, expectNoOverflow, open, pictureText } from './pages.ts';
import { discs, home, readRunFile, sessionFile } from './stack.ts';

// From a drop to a value under the pointer; in the browser that the journey signed in.
test.describe.configure({ mode: 'serial' });

// What astropy reads there: see fixtures/make_rice.py. x and y count from 1, as in FITS.
const rice: { channel: number; x: number; y: number; value: number } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures', 'rice.json'), 'utf8'),
);
const RICE_SIDE = 48;

let page: Page;
const failures: string[] = [];

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext({ baseURL: readRunFile().web, storageState: sessionFile() });
  page = await context.newPage();
  page.on('pageerror', (error) => failures.push(error.message));
  // Leaving while something is being sent is asked about.
  page.on('dialog', (dialog) => dialog.accept());
});
test.afterAll(() => page.context().close());

let twelve: string[] | null = null;

/** Twelve files of this machine: nine plain ones, one gzipped, one RICE-compressed, one cut short. Made once. */
function twelveFiles(): string[] {
  if (twelve) return twelve;
  const folder = join(home(), 'files', 'twelve');
  twelve = [folder];
  mkdirSync(folder, { recursive: true });
  const disc = (i: number) => `disc_${String(i).padStart(3, '0')}.fits`;
  for (let i = 0; i < 9; i++) copyFileSync(join(discs(), disc(i)), join(folder, disc(i)));
  writeFileSync(join(folder, `${disc(9)}.gz`), gzipSync(readFileSync(join(discs(), disc(9)))));
  const whole = readFileSync(join(discs(), disc(10)));
  writeFileSync(join(folder, disc(10)), whole.subarray(0, whole.length - 20_000));
  copyFileSync(join(import.meta.dirname, 'fixtures', 'rice.fits'), join(folder, 'rice.fits'));
  writeFileSync(join(folder, '.DS_Store'), 'left behind by a system');
  return twelve;
}

async function newDataset(name: string): Promise<void> {
  await open(page, '/w/demo/data', 'Data');
  await page.getByRole('button', { name: 'New data set' }).click();
  await page.getByLabel('Name of the data set').fill(name);
  await page.getByRole('button', { name: 'Make it' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

const dropPlace = () => page.getByText(/^Drop (FITS|more) files/);
const upload = () => page.getByRole('region', { name: 'Upload' });
const isPiece = (request: Request) => request.method() === 'PATCH' && request.url().includes('/uploads/');

test('twelve files are dropped and watched as they are sent', async () => {
  await newDataset('Twelve');
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/uploads/*', async (route) => {
    if (isPiece(route.request())) await held;
    await route.continue();
  });
  await dropFiles(page, dropPlace(), twelveFiles());
  await expect(upload().getByRole('status')).toContainText('Sending: 0 of 12 files');
  await expect(upload()).toContainText('1 hidden left out');
  await expect(upload().getByRole('listitem').first()).toContainText('disc_000.fits');
  await expectAccessible(page, 'upload');
  await upload().getByRole('button', { name: 'Pause' }).click();
  await expect(upload().getByRole('status')).toContainText('Paused');
  await upload().getByRole('button', { name: 'Go on' }).click();
  release();
});

test('they arrive without a reload: eleven samples, and a line for the one that is damaged', async () => {
  await expect(page.getByText('11 samples', { exact: true })).toBeVisible({ timeout: 60_000 });
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await expect(page.getByRole('row', { name: /disc_010\.fits.*TRUNCATED_DATA/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Sample #/ })).toHaveCount(11);
  await expect(upload()).toBeHidden();
  for (const index of [0, 9, 10])
    await expect
      .poll(() => pictureText(page.getByRole('img', { name: `Sample #${String(index).padStart(2, '0')}` })))
      .not.toBe('');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const lines = readFileSync(await (await saved).path(), 'utf8').split('\r\n');
  expect(lines[0]).toBe('file,code,message,byte');
  expect(lines[1]).toMatch(/^disc_010\.fits,TRUNCATED_DATA,.+,\d+$/);
  await expectAccessible(page, 'gallery');
});

test('the gallery goes by keyboard, and comes back to where it was left', async () => {
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-index'));
  await page.getByLabel('Go to #').fill('99');
  await page.keyboard.press('Enter');
  await expect(page.getByText('There are #00 to #10.')).toBeVisible();
  await page.getByLabel('Go to #').fill('#3');
  await page.keyboard.press('Enter');
  await expect.poll(focused).toBe('3');
  await page.keyboard.press('ArrowRight');
  await expect.poll(focused).toBe('4');
  await page.keyboard.press('Control+End');
  await expect.poll(focused).toBe('10');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Sample #10' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('link', { name: 'Sample #10' })).toBeVisible();
  await expect.poll(focused).toBe('10');
});

test('limits, stretch and size change what is shown and ask the server for nothing', async () => {
  const first = page.getByRole('img', { name: 'Sample #00' });
  // What was on its way when the page was come back to has arrived.
  await expect.poll(() => pictureText(first)).not.toBe('');
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/graphql|thumbnails|blobs/.test(request.url())) asked.push(request.url());
  });
  for (const [control, option] of [
    ['Limits', 'own limits'],
    ['Percentile', 'min–max'],
    ['Stretch', 'log'],
    ['Colours', 'cividis'],
  ] as const) {
    const before = await pictureText(first);
    await page.getByRole('combobox', { name: control }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
    await expect.poll(() => pictureText(first)).not.toBe(before);
  }
  await page.getByText('S', { exact: true }).click();
  await expect(page).toHaveURL(/limits=own&percentile=100&stretch=LOG&colors=cividis&size=S/);
  expect(asked).toEqual([]);
  page.removeAllListeners('request');
});

test('a value under the pointer is the one that astropy reads', async () => {
  await page.getByRole('link', { name: 'Sample #10' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sample #10' })).toBeVisible();
  const picture = page.getByRole('img', { name: `Channel ${rice.channel} of sample #10` });
  await expect.poll(() => pictureText(picture)).not.toBe('');
  const before = await pictureText(picture);
  await page.getByRole('combobox', { name: 'Stretch' }).click();
  await page.getByRole('option', { name: 'sqrt', exact: true }).click();
  await expect.poll(() => pictureText(picture)).not.toBe(before);
  const box = (await picture.boundingBox())!;
  // The middle of the pixel; row 1 is at the bottom.
  await page.mouse.move(
    box.x + ((rice.x - 0.5) / RICE_SIDE) * box.width,
    box.y + (1 - (rice.y - 0.5) / RICE_SIDE) * box.height,
  );
  const readout = page.getByRole('region', { name: 'Readout' });
  await expect(readout).toContainText(new RegExp(`x\\s*${rice.x}\\s*y\\s*${rice.y}`));
  await expect(readout).toContainText(String(rice.value));
});

test('after a reload the same files go on where they were', async () => {
  await newDataset('Broken off');
  let pieces = 0;
  // Four files get through, then the line is dead.
  await page.route('**/uploads/*', async (route) => {
    if (!isPiece(route.request())) return route.continue();
    pieces += 1;
    if (pieces <= 4) return route.continue();
    return undefined;
  });
  await dropFiles(page, dropPlace(), twelveFiles());
  await expect(upload().getByRole('status')).toContainText('Sending: 4 of 12 files');
  await expect.poll(() => pieces).toBeGreaterThan(4);
  await page.reload();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  let begun = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/uploads')) begun += 1;
  });
  await dropFiles(page, dropPlace(), twelveFiles());
  await expect(page.getByText('11 samples', { exact: true })).toBeVisible({ timeout: 60_000 });
  // Four were sent and four begun before: the others are new.
  expect(begun).toBe(4);
  page.removeAllListeners('request');
});

test('with the options open files wait, and a pattern shows its groups', async () => {
  await newDataset('Bands');
  const folder = join(home(), 'files', 'bands');
  mkdirSync(folder, { recursive: true });
  for (const [i, name] of ['m31_g.fits', 'm31_r.fits', 'm33_g.fits', 'm33_r.fits', 'm51_g.fits'].entries())
    copyFileSync(join(discs(), `disc_${String(i).padStart(3, '0')}.fits`), join(folder, name));
  await page.getByRole('button', { name: 'Import options' }).click();
  await page.getByLabel('Several files make one sample').check();
  await page.getByLabel('Planes').fill('0');
  await dropFiles(page, dropPlace(), [folder]);
  const options = page.getByRole('region', { name: 'Import options' });
  await expect(options).toContainText('2 samples of 2 channels: g, r · 1 lack some and will be refused');
  await options.getByLabel('Pattern of their names').fill('{sample}.fits');
  await expect(options.getByRole('button', { name: 'Send 5 files' })).toBeDisabled();
  await options.getByLabel('Pattern of their names').fill('{sample}_{channel}.fits');
  await expectAccessible(page, 'import-options');
  await options.getByRole('button', { name: 'Send 5 files' }).click();
  await expect(page.getByText('2 samples', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('2 channels', { exact: true })).toBeVisible();
  await expect(page.getByRole('row', { name: /m51.*GROUP_INCOMPLETE/ })).toBeVisible();
});

test('a folder of the server is read where it lies, and none outside of what is allowed', async () => {
  await newDataset('On the server');
  await page.getByRole('button', { name: 'Import options' }).click();
  const options = page.getByRole('region', { name: 'Import options' });
  const path = options.getByLabel('Folder on the server');
  const read = options.getByRole('button', { name: 'Read the folder' });
  await expect(read).toBeDisabled();
  await path.fill(home());
  await read.click();
  await expect(options.getByText('There is no such folder among those that may be read.')).toBeVisible();
  await path.fill(discs());
  await read.click();
  await expect(page.getByText('24 samples', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('link', { name: 'Sample #23' })).toBeVisible();
});

test('the page reads well on a phone', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('tab', { name: 'Samples' }).click();
  await expect(page.getByRole('link', { name: 'Sample #01' })).toBeVisible();
  await expectNoOverflow(page);
  await expectAccessible(page, 'phone-gallery');
  await page.getByRole('tab', { name: 'Files' }).click();
  await expectAccessible(page, 'phone-files');
});

test('nothing went wrong unseen', () => {
  expect(failures).toEqual([]);
});
