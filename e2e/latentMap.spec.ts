import { readFileSync, writeFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoOverflow, open, openWithToken } from './pages.ts';
import { runStudy, type TrainedExperiment } from './trained.ts';
import { walkOverMap } from './walkOverMap.ts';

// The map of the latents: coloured by what is known, selected on, saved; and two of them linked. The token signs in.
// Pages are looked at whole, in both themes and two widths.
test.describe.configure({ mode: 'serial', timeout: 300_000 });

const DATASET = 'To map';
const STUDY = `name: Two maps
preprocessings: [{ channels: [0], size: 32 }]
models: [{ kind: CONV, epochs: 6, latentSize: 8 }]
clusterings:
  - { algorithm: KMEANS, params: { nClusters: 3 } }
  - { algorithm: GMM, params: { nComponents: 2, covarianceType: spherical } }
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

const panel = (): Locator => page.getByRole('region', { name: /^Latents by/ });
const map = (): Locator => panel().getByRole('img', { name: /^Map of/ });
const points = (): Locator => panel().getByRole('slider', { name: /^Point of/ });
const selected = (within: Locator | Page = page): Locator =>
  within.getByRole('region', { name: 'Selected samples' });
const pixels = (canvas: Locator): Promise<string> =>
  canvas.evaluate((element) => (element instanceof HTMLCanvasElement ? element.toDataURL() : ''));

/** A part of the map, in shares of its sides. */
type Part = readonly [left: number, top: number, right: number, bottom: number];
const LEFT: Part = [0.02, 0.02, 0.5, 0.98];
const ALL: Part = [0.005, 0.005, 0.995, 0.995];

/** Drags along the part's edge, or with a box from one corner to the other. */
async function drag(canvas: Locator, tool: 'lasso' | 'box', [left, top, right, bottom]: Part): Promise<void> {
  await canvas.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const { x, y, width, height } = (await canvas.boundingBox())!;
  const at = (across: number, down: number) => [x + across * width, y + down * height] as const;
  const between = tool === 'lasso' ? [at(right, top)] : [];
  const end = tool === 'lasso' ? [at(right, bottom), at(left, bottom)] : [at(right, bottom)];
  await page.mouse.move(...at(left, top));
  await page.mouse.down();
  for (const corner of [...between, ...end]) await page.mouse.move(...corner, { steps: 5 });
  await page.mouse.up();
}

async function saved(format: string): Promise<Buffer> {
  await panel()
    .getByRole('button', { name: /^Save latents/ })
    .click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: format }).click(),
  ]);
  return readFileSync(await download.path());
}

/** Again where a part above, which is just there, pushed the field out of sight and so its list away. */
async function colourBy(name: string): Promise<void> {
  const choice = panel().getByRole('combobox', { name: 'Colour by' });
  await expect(async () => {
    await choice.click();
    await choice.fill(name);
    await page.getByRole('option', { name }).click({ timeout: 3000 });
  }).toPass();
}

async function expectSound(name: string): Promise<void> {
  await expectAccessible(page, name);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoOverflow(page);
  await expectAccessible(page, `phone-${name}`);
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('the map is coloured by a header value, which is searched for', async () => {
  const { id } = experiments.find(({ name }) => /k-means|k 3|KMEANS/i.test(name)) ?? experiments[0]!;
  await open(page, `/w/demo/experiments/${encodeURIComponent(id)}`, /E-\d+/);
  await expect(map()).toBeVisible();
  const before = await pixels(map());
  await colourBy('CRVAL1');
  await expect(page).toHaveURL(/color=header%3ACRVAL1/);
  const scale = panel().getByRole('figure', { name: 'Colours: CRVAL1' });
  await expect(scale).toContainText('165');
  await expect(map()).toHaveAccessibleName('Map of 24 latents, coloured by CRVAL1');
  await expect.poll(() => pixels(map())).not.toBe(before);
  await expectAccessible(page, 'map-header-value');
  await page.reload();
  await expect(scale).toBeVisible();
  // Words have a colour each.
  await colourBy('TELESCOP');
  await expect(panel().getByRole('list', { name: 'Colours: TELESCOP' })).toContainText('SYNTHETIC');
  await colourBy('silhouette');
  await expect(panel().getByRole('figure', { name: 'Colours: silhouette' })).toBeVisible();
});

test('a lasso selects, Shift adds, Alt takes away, and gallery and blades follow', async () => {
  await panel().getByRole('button', { name: 'Select with a lasso' }).click();
  await drag(map(), 'lasso', LEFT);
  const title = selected().getByRole('heading');
  await expect(title).toHaveText(/^\d+ samples? selected$/);
  const count = async () => Number.parseInt((await title.textContent()) ?? '', 10);
  const first = await count();
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(24);
  await expect(page).toHaveURL(/selected=/);
  await expect(selected().getByRole('listitem').getByRole('button')).toHaveCount(first);
  // Each picture is drawn from its sheet.
  await expect(selected().locator('canvas')).toHaveCount(first);
  const blades = page.getByRole('region', { name: 'Silhouettes' }).locator('[data-selected]');
  await expect(blades).toHaveAttribute('data-selected', String(first));

  await panel().getByRole('button', { name: 'Select with a box' }).click();
  await page.keyboard.down('Shift');
  await drag(map(), 'box', ALL);
  await page.keyboard.up('Shift');
  await expect(title).toHaveText('24 samples selected');
  await page.keyboard.down('Alt');
  await drag(map(), 'box', LEFT);
  await page.keyboard.up('Alt');
  await expect(title).toHaveText(`${24 - first} samples selected`);
  await expectSound('map-selection');
  await page.reload();
  await expect(title).toHaveText(`${24 - first} samples selected`);
  const tile = selected().getByRole('listitem').getByRole('button').first();
  const number = (await tile.textContent())!.match(/#(\d\d)/)![1]!;
  await tile.click();
  await expect(page).toHaveURL(new RegExp(`sample=${Number(number)}\\b`));
  await expect(page.getByRole('region', { name: `Sample #${number}` })).toBeVisible();
});

test('keys alone choose, select and let go', async () => {
  await points().focus();
  await page.keyboard.press('Escape');
  await expect(selected()).toHaveCount(0);
  await page.keyboard.press('Home');
  await expect(points()).toHaveAttribute('aria-valuetext', /^#00, cluster/);
  await page.keyboard.press('Space');
  await expect(selected().getByRole('heading')).toHaveText('1 sample selected');
  await expect(points()).toHaveAttribute('aria-valuetext', /selected$/);
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  await expect(selected().getByRole('heading')).toHaveText('2 samples selected');
  await page.keyboard.press('Control+a');
  await expect(selected().getByRole('heading')).toHaveText('24 samples selected');
  await page.keyboard.press('Space');
  await expect(selected().getByRole('heading')).toHaveText('23 samples selected');
  await page.keyboard.press('Escape');
  await expect(selected()).toHaveCount(0);
  await expect(page).not.toHaveURL(/selected=/);
  await page.keyboard.press('Escape');
  await expect(points()).toHaveAttribute('aria-valuetext', 'none chosen');
});

test('pictures lie on the points, and the card tells what is known of one', async () => {
  const dots = await pixels(map());
  await panel().getByRole('radiogroup', { name: 'Points' }).getByText('Pictures').click();
  await expect(page).toHaveURL(/map=pictures/);
  await expect.poll(() => pixels(map())).not.toBe(dots);
  await page.screenshot({ path: 'test-results/pages/map-pictures.png' });
  const card = panel().getByText(/^#\d+, cluster \d/);
  await walkOverMap(page, map(), async () => (await card.count()) > 0);
  await expect(card).toBeVisible();
  await expect(
    panel()
      .getByText(/^silhouette −?[.\d]+$/)
      .first(),
  ).toBeVisible();
  await page.screenshot({ path: 'test-results/pages/map-card.png' });
});

test('the map is saved as a picture and as a drawing, with title, legend and scale', async () => {
  const svg = (await saved('Drawing (SVG)')).toString('utf8');
  const told = await page.evaluate((text) => {
    const drawing = new DOMParser().parseFromString(text, 'image/svg+xml');
    return {
      error: drawing.querySelector('parsererror')?.textContent ?? null,
      texts: [...drawing.querySelectorAll('text')].map((element) => element.textContent),
      images: drawing.querySelectorAll('image').length,
      circles: drawing.querySelectorAll('circle').length,
      gradients: drawing.querySelectorAll('linearGradient').length,
    };
  }, svg);
  expect(told.error).toBeNull();
  expect(told.texts[0]).toMatch(/^E-\d+ .*: latents by /);
  expect(told.texts).toContain('silhouette');
  expect(told.gradients).toBe(1);
  expect(told.circles).toBeGreaterThanOrEqual(24);
  expect(told.images).toBeGreaterThan(0);
  writeFileSync('test-results/pages/map.svg', svg);
  const png = await saved('Picture (PNG)');
  writeFileSync('test-results/pages/map.png', png);
  const size = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }, png.toString('base64'));
  expect(size[0]).toBe(1920);
  expect((await saved('Numbers (CSV)')).toString('utf8')).toMatch(/^sample,x,y,cluster,silhouette\r\n0,/);
});

test('where two experiments are compared, what is selected in one map is so in the other', async () => {
  const numbers = experiments.map(({ number }) => `E-${number}`).join(',');
  await open(page, `/w/demo/compare?experiments=${numbers}`, 'Compare');
  const maps = page.getByRole('region', { name: /^Map of E-/ });
  await expect(maps).toHaveCount(2);
  const canvas = (at: number) => maps.nth(at).getByRole('img');
  await expect(canvas(1)).toBeVisible();
  await canvas(0).scrollIntoViewIfNeeded();
  // Beside the maps, and not on the rail, which would open over them.
  await page.mouse.move(640, 20);
  const before = await pixels(canvas(1));
  await maps.nth(0).getByRole('button', { name: 'Select with a lasso' }).click();
  await drag(canvas(0), 'lasso', LEFT);
  const title = selected().getByRole('heading');
  await expect(title).toHaveText(/^\d+ samples? selected$/);
  await expect.poll(() => pixels(canvas(1))).not.toBe(before);
  await expect(page).toHaveURL(/selected=/);
  const told = await title.textContent();
  await expectSound('compare-selection');
  await page.reload();
  await expect(title).toHaveText(told!);
  await selected().getByRole('button', { name: 'Let go' }).click();
  await expect(selected()).toHaveCount(0);
});

test('nothing went wrong unseen', () => {
  expect(failures).toEqual([]);
});
