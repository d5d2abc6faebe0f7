import type { Page } from '@playwright/test';
import { FRAME_BUDGET_MS, scrolled } from '../browser/scrolling.ts';
import { report } from './report.ts';

const SCROLL_MS = 6000;
const GRID = '[class*="scroller"]:has([role="grid"])';
// Issue F's numbers.
const [FIRST_ROWS_MS, FILTERED_MS] = [1000, 150];

/** The page Experiments: first rows, frames while it is scrolled, its end, filters, groups. */
export async function measureExperimentList(page: Page, path: string): Promise<void> {
  const grid = page.getByRole('grid');
  const row = grid.getByRole('link', { name: /^E-\d+$/ });
  // Once before, so that the server has the page at hand.
  for (const name of ['', 'first rows of the list']) {
    const begun = performance.now();
    await page.goto(path);
    await row.first().waitFor();
    if (name) report(name, 'ms', performance.now() - begun, FIRST_ROWS_MS);
  }
  for (const pixelsASecond of [1500, 20_000]) {
    const frames = await scrolled(page, { pixelsASecond, milliseconds: SCROLL_MS, selector: GRID });
    const name = `scrolled at ${pixelsASecond} pixels a second`;
    report(`processor time of the page's thread a frame, ${name}`, 'ms', frames.busy, FRAME_BUDGET_MS);
    report(`p50 of a frame, ${name}`, 'ms', frames.p50, FRAME_BUDGET_MS);
    report(`p95 of a frame, ${name}`, 'ms', frames.p95, FRAME_BUDGET_MS);
    report(`longest frame, ${name}`, 'ms', frames.longest);
  }
  await grid.focus();
  await page.keyboard.press('Home');
  await row.first().waitFor();
  const end = performance.now();
  await page.keyboard.press('End');
  await page.waitForFunction(lastRowIsRead);
  report('last rows, from the key End', 'ms', performance.now() - end, FIRST_ROWS_MS);
  await page.keyboard.press('Home');
  for (const words of ['E-4321', 'clusters=4 E-1234', 'silhouette>.999'])
    report(`filter to result: ${words}`, 'ms', await filterTime(page, words), FILTERED_MS);
  await page.getByLabel('Find experiments').fill('');
  const group = performance.now();
  await page.getByLabel('Group by').selectOption('MODEL');
  await grid
    .getByRole('button', { name: /experiments/ })
    .first()
    .waitFor();
  report('choice of a group to the groups, counted', 'ms', performance.now() - group, FILTERED_MS);
}

/** In the browser. */
function lastRowIsRead(): boolean {
  const grid = document.querySelector('[role="grid"]');
  return grid?.querySelector(`[aria-rowindex="${grid.getAttribute('aria-rowcount')}"] a`) != null;
}

/**
 * Milliseconds from the last change of the words to the frame that shows what they find, by the page's own clock: the
 * way to the browser and back is not in it.
 */
async function filterTime(page: Page, words: string): Promise<number> {
  const field = page.getByLabel('Find experiments');
  await field.fill('');
  await page.getByText(/in all$/).waitFor();
  await page.evaluate('globalThis.__name ??= (it) => it');
  const time = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let typed = 0;
        document.addEventListener('input', () => (typed = performance.now()), { once: true, capture: true });
        const look = () => {
          const isFound = [...document.querySelectorAll('main p, main span, main div')].some(
            ({ childElementCount, textContent }) =>
              childElementCount === 0 && / found$/.test(textContent ?? ''),
          );
          if (typed > 0 && isFound) resolve(performance.now() - typed);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
  );
  await field.fill(words);
  return time;
}
