import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import { readRunFile } from './stack.ts';

/** Opens a path of the workspace and waits for its heading. */
export async function open(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
}

/** No violation that axe knows of, in either theme, but within what a library makes so; `PICTURES=1` keeps a picture of each. */
export async function expectAccessible(page: Page, name: string, but: readonly string[] = []): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Skeletons and transitions are over after this.
    await page.waitForTimeout(300);
    if (process.env.PICTURES)
      await page.screenshot({ path: `test-results/pages/${name}-${colorScheme}.png`, fullPage: true });
    const { violations } = await axe(page, but).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
    );
    expect(found, `${name}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Nothing reaches beyond the right edge, once the page has taken its width. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(overflow, page.url()).toBeLessThanOrEqual(0);
}

/**
 * Only what is wrong is described, and all in the page itself: no page has a frame of another origin. With the rest
 * described too, and put together in a page opened for it, an experiment's 2,700 elements take 10 s instead of 3.5.
 */
function axe(page: Page, but: readonly string[]): AxeBuilder {
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  return but.reduce((narrowed, selector) => narrowed.exclude(selector), builder);
}

/** What a picture shows, as text, whether it is an image or drawn on a canvas; empty while there is nothing to see. */
export function pictureText(picture: Locator): Promise<string> {
  return picture.evaluate((element) => {
    const isThere =
      element instanceof HTMLCanvasElement ||
      (element instanceof HTMLImageElement && element.complete && element.naturalWidth > 0);
    if (!isThere) return '';
    const copy = document.createElement('canvas');
    copy.width = 24;
    copy.height = 24;
    copy.getContext('2d')?.drawImage(element, 0, 0, 24, 24);
    return copy.toDataURL();
  });
}

/** Drops files or folders of this machine on an element, as a file manager would. */
export async function dropFiles(page: Page, target: Locator, paths: readonly string[]): Promise<void> {
  const box = await target.boundingBox();
  if (!box) throw new Error('There is nothing to drop on.');
  const session = await page.context().newCDPSession(page);
  const at = { x: box.x + 24, y: box.y + box.height / 2 };
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  await session.detach();
}

/** A page that the machine's token signs in. */
export async function openWithToken(browser: Browser): Promise<Page> {
  const { web, token } = readRunFile();
  const context = await browser.newContext({
    baseURL: web,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  return context.newPage();
}
