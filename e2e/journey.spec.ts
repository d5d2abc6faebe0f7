import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test, type WebSocketRoute } from '@playwright/test';
import { expectAccessible, expectNoOverflow, open, pictureText } from './pages.ts';
import { discs, home, readRunFile, sessionFile } from './stack.ts';

// A team's first hour, in one browser: each step stands on the one before.
test.describe.configure({ mode: 'serial' });

let page: Page;
const failures: string[] = [];
// The live connections, so that one can be cut.
const sockets: WebSocketRoute[] = [];

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext({ baseURL: readRunFile().web });
  page = await context.newPage();
  await page.routeWebSocket(/\/graphql$/, (socket) => {
    sockets.push(socket);
    socket.connectToServer();
  });
  page.on('pageerror', (error) => failures.push(error.message));
});
test.afterAll(() => page.context().close());

test('whoever is not signed in is asked to, and learns how', async () => {
  await page.goto('/w/demo');
  await expect(page).toHaveURL(/\/sign-in$/);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expectAccessible(page, 'sign-in');
});

test('the one-time link signs in, once', async () => {
  const { signInUrl } = readRunFile();
  await page.goto(signInUrl);
  await expect(page).toHaveURL(/\/w\/demo$/);
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await expectAccessible(page, 'home-empty');
  await page.context().storageState({ path: sessionFile() });

  const stranger = await page.context().browser()!.newPage();
  await stranger.goto(signInUrl);
  await expect(stranger).toHaveURL(/\/sign-in\?error=/);
  await expect(stranger.getByText(/This link was used before/)).toBeVisible();
  await stranger.context().close();
});

test('files are dropped in: the good ones become samples, the bad one is named with the reason', async () => {
  await open(page, '/w/demo/data', 'Data');
  await page.getByRole('button', { name: 'New data set' }).click();
  await page.getByLabel('Name of the data set').fill('Small discs');
  await page.getByRole('button', { name: 'Make it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Small discs' })).toBeVisible();

  const bad = join(home(), 'files', 'holiday.jpg');
  writeFileSync(bad, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]));
  const files = readdirSync(discs()).map((name) => join(discs(), name));
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  await (await chooser).setFiles([...files, bad]);
  await expect(page.getByText('24 samples')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('row', { name: /holiday\.jpg.*JPEG.*NOT_FITS/ })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Sample #23' })).toBeVisible();
  await expectAccessible(page, 'dataset');
});

/** How many colours a canvas shows: one until something is drawn on it. */
function colorCount(canvas: HTMLCanvasElement): number {
  const pixels = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data;
  return new Set(new Uint32Array(pixels.buffer)).size;
}

test('a sample shows its four channels, its structure and its header', async () => {
  await page.getByRole('link', { name: 'Sample #02' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sample #02' })).toBeVisible();
  for (const channel of [0, 1, 2, 3]) {
    const picture = page.getByRole('img', { name: `Channel ${channel} of sample #02` });
    await expect(picture).toBeVisible();
    await expect.poll(() => picture.evaluate(colorCount)).toBeGreaterThan(10);
  }
  await expect(page.getByRole('cell', { name: '(4, 1, 1, 64, 64)' })).toBeVisible();
  await page.getByLabel('Search the header').fill('object');
  await expect(page.getByRole('cell', { name: 'DISC-002' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'NAXIS', exact: true })).toBeHidden();
  await expectAccessible(page, 'sample');
  await page.getByRole('link', { name: 'Next sample' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sample #03' })).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('heading', { level: 1, name: 'Sample #02' })).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Breadcrumb' })
    .getByRole('link', { name: 'Small discs' })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Small discs' })).toBeVisible();
});

test('how the pictures are drawn is in the address', async () => {
  const first = page.getByRole('img', { name: 'Sample #00' });
  const seen = new Set<string>();
  const drawnAnew = async () => {
    await expect
      .poll(async () => {
        const picture = await pictureText(first);
        return picture !== '' && !seen.has(picture);
      })
      .toBe(true);
    seen.add(await pictureText(first));
  };
  await drawnAnew();
  await page.getByText('Channel 1', { exact: true }).click();
  await drawnAnew();
  await page.getByRole('combobox', { name: 'Colours' }).click();
  await page.getByRole('option', { name: 'viridis' }).click();
  await drawnAnew();
  await expect(page).toHaveURL(/channel=1/);
  await expect(page).toHaveURL(/colors=viridis/);
  await page.reload();
  await expect.poll(() => pictureText(first)).toBe([...seen].at(-1));
});

test('choices that cannot be run are refused at their field', async () => {
  await open(page, '/w/demo/experiments/new', 'New experiment');
  await expectAccessible(page, 'experiment-new');
  await page.getByLabel('Epochs', { exact: true }).fill('-3');
  await page.getByLabel('Scan to').fill('99');
  await page.getByRole('button', { name: 'Start the experiment' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'see the fields marked' })).toBeVisible();
  await expect(page.getByLabel('Epochs', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  // What was typed is kept, also what was refused.
  await page.getByRole('button', { name: 'Start afresh' }).click();
  await expect(page.getByLabel('Scan to')).not.toHaveValue('99');
});

test('an experiment is started and followed to its clusters without a reload', async () => {
  await open(page, '/w/demo/experiments/new', 'New experiment');
  await page.getByLabel('Epochs', { exact: true }).fill('4');
  await page.getByLabel('Batch size').fill('8');
  await page.getByRole('button', { name: 'Start the experiment' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^E-1 / })).toBeVisible();
  // The conclusion above, and beside the choice of k.
  await expect(page.getByText(/^k = \d is best, silhouette/).first()).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('region', { name: 'Training' })).toContainText('after 4 of 4 epochs');
  await expect(
    page.getByRole('region', { name: 'Silhouette against k' }).locator('.recharts-line path').first(),
  ).toBeVisible();
  const clusters = page.getByRole('region', { name: /^Cluster \d/ });
  expect(await clusters.count()).toBeGreaterThan(1);
  await expect(clusters.getByRole('list').getByRole('link')).toHaveCount(24);
  await expectAccessible(page, 'experiment');
});

test('a point of the map shows its sample', async () => {
  const map = page.getByRole('img', { name: 'Map of 24 latents, coloured by cluster' });
  await map.scrollIntoViewIfNeeded();
  const box = (await map.boundingBox())!;
  const card = page.getByText(/^#\d\d, cluster \d$/);
  await expect(async () => {
    // The rim of the view holds a point at its leftmost place; the rest is found by walking over it.
    for (let y = 8; y < box.height; y += 10)
      for (let x = 10; x < box.width; x += 18) {
        await page.mouse.move(box.x + x, box.y + y);
        if (await card.isVisible()) return;
      }
    expect(await card.isVisible()).toBe(true);
  }).toPass({ timeout: 60_000 });
});

test('the map shows pictures, lets a cluster stand out, and its numbers can be kept', async () => {
  const region = page.getByRole('region', { name: 'Latents by PCA' });
  await region.getByText('Pictures').click();
  await region.getByRole('button', { name: /cluster 0/ }).click();
  await expect(page).toHaveURL(/map=pictures/);
  await expect(page).toHaveURL(/cluster=0/);
  await expect(region.getByRole('button', { name: /cluster 0/ })).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(page, 'experiment-pictures');
  const download = page.waitForEvent('download');
  await region.getByRole('button', { name: 'Save latents pca' }).click();
  await page.getByRole('menuitem', { name: 'Numbers (CSV)' }).click();
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines[0]).toBe('sample,x,y,cluster');
  expect(lines).toHaveLength(25);
  const drawing = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save training' }).click();
  await page.getByRole('menu', { name: 'Save training' }).getByText('Drawing (SVG)').click();
  expect(readFileSync(await (await drawing).path(), 'utf8')).toMatch(/^<svg[\s\S]*<path/);
});

test('a second experiment that differs in k alone trains nothing', async () => {
  await open(page, '/w/demo/experiments/new', 'New experiment');
  await page.getByLabel('Epochs', { exact: true }).fill('4');
  await page.getByLabel('Batch size').fill('8');
  await page.getByText('Fixed', { exact: true }).click();
  await page.getByRole('textbox', { name: 'k', exact: true }).fill('4');
  await page.getByRole('button', { name: 'Start the experiment' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^E-2 / })).toBeVisible();
  await expect(page.getByText(/^k = 4 was asked for/).first()).toBeVisible({ timeout: 60_000 });
  const stages = page.getByRole('region', { name: 'Stages' });
  for (const stage of [
    'Prepare the images',
    'Train the model',
    'Extract the latents',
    'Project to a map by PCA',
  ])
    await expect(stages.getByRole('listitem').filter({ hasText: stage })).toContainText('reused');
  await expect(stages.getByRole('listitem').filter({ hasText: 'Cluster, scanning k' })).not.toContainText(
    'reused',
  );
});

test('a long experiment shows live progress in the table and can be cancelled', async () => {
  await open(page, '/w/demo/experiments/new', 'New experiment');
  await page.getByLabel('Epochs', { exact: true }).fill('10000');
  await page.getByLabel('Batch size').fill('4');
  await page.getByRole('button', { name: 'Start the experiment' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^E-3 / })).toBeVisible();
  await page.getByRole('link', { name: 'Experiments', exact: true }).first().click();
  // Off the rail, which lies wide over the table while the pointer is on it.
  await page.mouse.move(640, 700);
  const row = page.getByRole('row', { name: /E-3/ });
  await expect(row.getByText(/train \d+\/10000/)).toBeVisible({ timeout: 60_000 });
  const first = await row.getByText(/train \d+\/10000/).innerText();
  await expect(row.getByText(/train \d+\/10000/)).not.toHaveText(first);
  await expectAccessible(page, 'experiments');
  const before = sockets.length;
  await sockets.at(-1)?.close({ code: 1012, reason: 'The line is cut.' });
  const then = await row.getByText(/train \d+\/10000/).innerText();
  await expect(row.getByText(/train \d+\/10000/)).not.toHaveText(then);
  expect(sockets.length).toBeGreaterThan(before);
  await row.getByRole('link', { name: 'E-3' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('cancelled').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible();
});

test('experiments are found and sorted, and the address says how', async () => {
  await open(page, '/w/demo/experiments?sort=SILHOUETTE.ASC', 'Experiments');
  const ids = page.getByRole('row').getByRole('link', { name: /^E-\d$/ });
  await expect(ids).toHaveCount(3);
  await expect(ids.last()).toHaveText('E-3');
  await page.getByLabel('Find experiments').fill('E-2');
  await expect(page).toHaveURL(/text=E-2/);
  await expect(ids).toHaveText(['E-2']);
  await page.getByLabel('Find experiments').fill('nothing like this');
  await expect(page.getByText('No experiment fits these filters')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(ids).toHaveCount(3);
  await page.getByLabel('Find experiments').fill('model:VAE');
  await expect(page.getByText('No experiment fits these filters')).toBeVisible();
  await page.getByLabel('Find experiments').fill('model:c');
  await page.getByRole('option', { name: 'model:CONTRASTIVE' }).click();
  await expect(ids).toHaveCount(3);
});

test('home and studies read well, also on a phone', async () => {
  await open(page, '/w/demo', 'Demo workspace');
  await expect(page.getByRole('region', { name: 'Data' })).toContainText('Small discs');
  await expectAccessible(page, 'home');
  await open(page, '/w/demo/studies', 'Studies');
  await expectAccessible(page, 'studies-empty');
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [path, heading] of [
    ['/w/demo', 'Demo workspace'],
    ['/w/demo/experiments', 'Experiments'],
    ['/w/demo/data', 'Data'],
  ] as const) {
    await open(page, path, heading);
    await expectNoOverflow(page);
    await expectAccessible(page, `phone-${heading.toLowerCase().replace(' ', '-')}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('nothing went wrong unseen', () => {
  expect(failures).toEqual([]);
});
