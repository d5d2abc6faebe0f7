import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFits } from '@asterism/fits';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { asterism } from './asterism.ts';
import { expectAccessible, expectNoOverflow, open, openWithToken } from './pages.ts';
import { home } from './stack.ts';

// A sample looked at closely. The token signs in: the one-time link is another journey's.
test.describe.configure({ mode: 'serial' });

declare global {
  interface Window {
    /** Every WebGL context that the page has made. */
    glContexts: WebGL2RenderingContext[];
    lost?: WEBGL_lose_context | null;
  }
}

const WIDTH = 40;
const HEIGHT = 30;
const CARDS = [
  { keyword: 'BUNIT', value: 'Jy/beam' },
  { keyword: 'OBJECT', value: 'KNOWN', comment: 'values that can be told' },
  { keyword: 'CTYPE1', value: 'RA---TAN' },
  { keyword: 'CTYPE2', value: 'DEC--TAN' },
  { keyword: 'CRPIX1', value: 20.5 },
  { keyword: 'CRPIX2', value: 15.5 },
  { keyword: 'CRVAL1', value: 83.82208 },
  { keyword: 'CRVAL2', value: -5.39111 },
  { keyword: 'CD1_1', value: -1.2e-4 },
  { keyword: 'CD1_2', value: 3e-5 },
  { keyword: 'CD2_1', value: 2e-5 },
  { keyword: 'CD2_2', value: 1.1e-4 },
];
/** What astropy.wcs 8.0.2 gives for the pixel (8, 24) of these cards. */
const SKY = ['05h 35m 17.722s', '\u221205° 23′ 25.53″', '83.823843°, \u22125.390425°'];

/** Channel 0 rises to the right and upwards, 1 is a tenth of it, 2 has no values, 3 is one value everywhere. */
function knownPixels(lift: number): Float32Array {
  const pixels = new Float32Array(4 * HEIGHT * WIDTH);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const value = x + WIDTH * y + lift;
      const at = y * WIDTH + x;
      const isMissing = x < 6 && y < 4;
      pixels[at] = isMissing ? Number.NaN : value;
      pixels[at + WIDTH * HEIGHT] = value / 10;
      pixels[at + 2 * WIDTH * HEIGHT] = Number.NaN;
      pixels[at + 3 * WIDTH * HEIGHT] = 2.5;
    }
  return pixels;
}

let page: Page;
let address: string;
const failures: string[] = [];
const panel = (channel: number): Locator =>
  page.getByRole('img', { name: `Channel ${channel} of sample #00`, exact: true });
const readout = (): Locator => page.getByRole('region', { name: 'Readout' });

/** A number for what a panel's canvas shows, once it is painted and nothing moves any more. */
async function pictureOf(canvas: Locator): Promise<number> {
  await expect(canvas).toHaveAttribute('data-ready', 'true');
  let last = 0;
  await expect
    .poll(async () => {
      const before = last;
      last = await canvas.evaluate((element: HTMLCanvasElement) => {
        const { data } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height);
        return new Uint32Array(data.buffer).reduce((sum, pixel) => (Math.imul(sum, 31) + pixel) | 0, 0);
      });
      return last !== 0 && before === last;
    })
    .toBe(true);
  return last;
}

/** RGBA of what it shows. */
async function pixelsOf(canvas: Locator): Promise<number[]> {
  await pictureOf(canvas);
  return canvas.evaluate((element: HTMLCanvasElement) => [
    ...element.getContext('2d')!.getImageData(0, 0, element.width, element.height).data,
  ]);
}

/** Puts the pointer on a pixel, counted from 1 as FITS does. */
async function pointAt(canvas: Locator, x: number, y: number): Promise<void> {
  await canvas.scrollIntoViewIfNeeded();
  const box = (await canvas.boundingBox())!;
  const scale = Math.min(box.width / WIDTH, box.height / HEIGHT);
  const left = box.x + box.width / 2 + (x - 0.5 - WIDTH / 2) * scale;
  const top = box.y + box.height / 2 - (y - 0.5 - HEIGHT / 2) * scale;
  await page.mouse.move(left, top);
}

async function choose(name: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test.beforeAll(async ({ browser }) => {
  const folder = join(home(), 'files', 'known');
  mkdirSync(folder, { recursive: true });
  for (const [name, lift] of [
    ['known-0.fits', 0.1],
    ['known-1.fits', 5.1],
  ] as const)
    writeFileSync(
      join(folder, name),
      writeFits([{ shape: [4, HEIGHT, WIDTH], data: knownPixels(lift), cards: CARDS }]),
    );
  writeFileSync(
    join(folder, 'small.fits'),
    writeFits([{ shape: [4, 8, 8], data: Float32Array.from({ length: 256 }, (_, i) => i), cards: [] }]),
  );
  expect((await asterism('import', folder, '--dataset', 'Known values')).status).toBe(0);
  page = await openWithToken(browser);
  // So that one can be taken away.
  await page.addInitScript(() => {
    const contexts: WebGL2RenderingContext[] = [];
    Object.assign(window, { glContexts: contexts });
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...asked: unknown[]) {
      const context = Reflect.apply(get, this, asked);
      if (asked[0] === 'webgl2' && context) contexts.push(context);
      return context;
    } as typeof get;
  });
  page.on('pageerror', (error) => failures.push(error.message));
});
test.afterAll(() => page.context().close());

test('the channels of a sample are drawn side by side from their values', async () => {
  await open(page, '/w/demo/data', 'Data');
  await page.getByRole('link', { name: /Known values/ }).click();
  await page.getByRole('link', { name: 'Sample #00' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sample #00' })).toBeVisible();
  for (const channel of [0, 1, 2, 3]) await pictureOf(panel(channel));
  await expect(page.getByText('No pixel of this channel has a finite value.')).toBeVisible();
  await expect(page.getByText('All finite values of this channel are 2.5.')).toBeVisible();
  expect(await page.evaluate(() => window.glContexts.length)).toBe(1);
  address = page.url();
  await expectAccessible(page, 'viewer');
});

test('another stretch, colour map and NaN colour are drawn at once, without asking the server', async () => {
  const before = await pictureOf(panel(0));
  const asked: string[] = [];
  // The browser looks at a page's icon again whenever its address changes.
  const note = (request: { url(): string }) => {
    if (!request.url().includes('/icon.svg')) asked.push(request.url());
  };
  page.on('request', note);
  await choose('Stretch', 'square');
  await expect.poll(() => pictureOf(panel(0))).not.toBe(before);
  await choose('Limits', 'zscale');
  await choose('Colours', 'viridis');
  await page.getByLabel('NaN').fill('#ff0000');
  await page.getByRole('button', { name: 'Invert the colours' }).click();
  await expect(page).toHaveURL(/stretch=SQUARE.*colors=viridis.*invert=1.*nan=ff0000.*limits=ZSCALE/);
  page.off('request', note);
  expect(asked).toEqual([]);
  // The lower left corner is where values are missing.
  const bytes = await pixelsOf(panel(2));
  expect(bytes.slice(bytes.length / 2, bytes.length / 2 + 4)).toEqual([255, 0, 0, 255]);
});

test('an address that is copied shows the same', async () => {
  const [url, bytes] = [page.url(), await pictureOf(panel(0))];
  await page.goto('about:blank');
  await page.goto(url);
  expect(await pictureOf(panel(0))).toBe(bytes);
});

test('graphics card and canvas paint the same picture', async () => {
  for (const query of ['', '&stretch=LOG&limits=MIN_MAX', '&stretch=HISTOGRAM&view=7.3_12.4_9.7&shared=1']) {
    const painted: number[][] = [];
    for (const renderer of ['', '&renderer=canvas']) {
      await page.goto(`${address.split('&')[0]}${query}${renderer}`);
      painted.push(await pixelsOf(panel(0)), await pixelsOf(panel(1)));
    }
    const [gl, gl1, canvas, canvas1] = painted as [number[], number[], number[], number[]];
    expect(gl.length).toBe(canvas.length);
    const apart = (a: number[], b: number[]) =>
      a.reduce((most, byte, i) => Math.max(most, Math.abs(byte - b[i]!)), 0);
    expect([apart(gl, canvas), apart(gl1, canvas1)], query).toEqual([0, 0]);
  }
  expect(await page.evaluate(() => window.glContexts.length)).toBe(0);
});

test('the pixel under the pointer is read to the last digit, with its place on the sky', async () => {
  await page.goto(address);
  await pictureOf(panel(0));
  await pointAt(panel(0), 8, 24);
  const text = readout();
  // (8, 24) holds 7 + 40 * 23 + 0.1, as float32.
  await expect(text).toContainText('927.1 Jy/beam');
  await expect(text).toContainText('92.71 Jy/beam');
  await expect(text).toContainText('NaN');
  for (const part of SKY) await expect(text).toContainText(part);
  await expect(text).toContainText('ICRS');
  await pointAt(panel(1), 1, 1);
  await expect(text).toContainText(/x\s*1\s*y\s*1/);
  await page.mouse.move(640, 5);
  await expect(text).not.toContainText('Jy/beam');
});

test('the keys do all of it', async () => {
  await panel(0).focus();
  await page.keyboard.press('ArrowRight');
  await expect(readout()).toContainText(/x\s*21\s*y\s*16/);
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('ArrowUp');
  await expect(readout()).toContainText(/x\s*11\s*y\s*17/);
  await expect(page.getByRole('heading', { level: 1, name: 'Sample #00' })).toBeVisible();
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/view=/);
  await page.keyboard.press('0');
  await expect(page).not.toHaveURL(/view=/);
  await panel(0).blur();
  await page.keyboard.press('2');
  await expect(panel(1)).toBeVisible();
  await expect(panel(0)).toBeHidden();
  await page.keyboard.press('2');
  await expect(panel(0)).toBeVisible();
  await page.keyboard.press('i');
  await expect(page).toHaveURL(/invert=1/);
  await page.keyboard.press('i');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('heading', { level: 1, name: 'Sample #01' })).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('heading', { level: 1, name: 'Sample #00' })).toBeVisible();
});

test('wheel, drag and double click move all panels together', async () => {
  await pictureOf(panel(0));
  const whole = await pictureOf(panel(1));
  await pointAt(panel(0), 8, 24);
  await page.mouse.wheel(0, -400);
  await expect(page).toHaveURL(/view=/);
  const near = await pictureOf(panel(1));
  expect(near).not.toBe(whole);
  // What was under the pointer stays there.
  await expect(readout()).toContainText(/x\s*8\s*y\s*24/);
  await page.mouse.down();
  await page.mouse.move(640, 500, { steps: 4 });
  await page.mouse.up();
  expect(await pictureOf(panel(1))).not.toBe(near);
  await panel(0).dblclick();
  await expect(page).not.toHaveURL(/view=/);
  expect(await pictureOf(panel(1))).toBe(whole);
});

test('limits are set on the histogram, by field, handle and key', async () => {
  const before = await pictureOf(panel(1));
  const upper = page.getByLabel('Upper limit of channel 0', { exact: true });
  await upper.fill('600');
  await upper.press('Enter');
  await expect(page).toHaveURL(/range=[\d.e-]+%7E600/);
  await expect(page.getByRole('combobox', { name: 'Limits' })).toHaveValue('by hand');
  expect(await pictureOf(panel(1))).toBe(before);
  const handle = page.getByRole('slider', { name: 'Upper limit of channel 0, handle' });
  await expect(handle).toHaveAttribute('aria-valuenow', '600');
  await handle.press('Shift+ArrowLeft');
  await expect.poll(async () => Number(await handle.getAttribute('aria-valuenow'))).toBeLessThan(590);
  await expect(page.getByRole('heading', { level: 1, name: 'Sample #00' })).toBeVisible();
  const box = (await handle.boundingBox())!;
  const track = (await page.getByRole('img', { name: 'Histogram of channel 0' }).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(track.x + track.width, box.y + 10, { steps: 3 });
  await page.mouse.up();
  await expect.poll(async () => Number(await handle.getAttribute('aria-valuenow'))).toBeGreaterThan(1190);
  await page.getByLabel('Same limits for all').check();
  await expect(page.getByLabel('Lower limit of all channels, at channel 1', { exact: true })).toHaveValue(
    await page.getByLabel('Lower limit of all channels, at channel 0', { exact: true }).inputValue(),
  );
  await page.getByLabel('Same limits for all').uncheck();
});

test('two channels are told apart by blinking and as a difference', async () => {
  await page.locator('body').click({ position: { x: 640, y: 5 } });
  await page.keyboard.press('b');
  const blink = page.getByRole('img', { name: /^Channel 0 of sample #00 and channel 1 .* in turn$/ });
  await expect(blink).toBeVisible();
  await expect(page.getByText('Channel 1 of sample #00').last()).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Show the other' }).click();
  await expectAccessible(page, 'viewer-blink');
  await page.keyboard.press('d');
  const difference = page.getByRole('img', { name: 'Channel 0 of sample #00 less channel 1 of sample #00' });
  await pictureOf(difference);
  await pointAt(difference, 8, 24);
  // 927.1 less 92.71, each as float32.
  await expect(readout()).toContainText('834.38995');
  await expectAccessible(page, 'viewer-difference');
});

test('a sample is compared with another one, if they are of one size', async () => {
  await page.getByRole('combobox', { name: 'Sample to compare with' }).click();
  await page.getByRole('option', { name: /#01 known-1/ }).click();
  await choose('Channel to compare with', 'channel 0');
  await expect(page).toHaveURL(/compare=difference_0_1_0/);
  const difference = page.getByRole('img', { name: 'Channel 0 of sample #00 less channel 0 of sample #01' });
  await pictureOf(difference);
  await pointAt(difference, 8, 24);
  await expect(readout()).toContainText('\u22125 Jy/beam');
  const itself = `${address.split('&')[0]}&compare=difference_1__1`;
  await page.goto(itself);
  const zero = await pixelsOf(
    page.getByRole('img', { name: 'Channel 1 of sample #00 less channel 1 of sample #00' }),
  );
  const middle = zero.length / 2 + 4 * 20;
  expect(zero.slice(middle, middle + 4), 'white at zero').toEqual([255, 255, 255, 255]);
  await page.goto(`${address.split('&')[0]}&compare=blink_0_2_0`);
  await expect(page.getByText(/cannot be laid over each other/)).toBeVisible();
  await expect(page.getByText(/8 × 8/)).toBeVisible();
});

test('a graphics card that goes away and comes back leaves no panel empty', async () => {
  await page.goto(address);
  const before = await pictureOf(panel(0));
  const lose = (what: 'loseContext' | 'restoreContext') =>
    page.evaluate((name) => {
      // Once lost a context gives no extensions any more.
      window.lost ??= window.glContexts.at(-1)!.getExtension('WEBGL_lose_context');
      window.lost![name]();
    }, what);
  await lose('loseContext');
  await choose('Stretch', 'square');
  const lost = await pictureOf(panel(0));
  expect(lost).not.toBe(before);
  await lose('restoreContext');
  await choose('Stretch', 'asinh');
  await expect.poll(() => pictureOf(panel(0))).toBe(before);
});

test('a phone reads it as well', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(address);
  await pictureOf(panel(0));
  await expectNoOverflow(page);
  await expectAccessible(page, 'phone-viewer');
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('nothing went wrong unseen', () => {
  expect(failures).toEqual([]);
});
