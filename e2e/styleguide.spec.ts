import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { changesBetween, type Looks, readLooks } from './looks.ts';
import { expectAccessible, open } from './pages.ts';
import { readRunFile } from './stack.ts';

const THEMES = ['light', 'dark'] as const;
const reference = (theme: string): string =>
  join(import.meta.dirname, 'references', `styleguide-${theme}.json`);

let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext({
    baseURL: readRunFile().web,
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  await open(page, '/styleguide', 'Style guide');
});
test.afterAll(() => context.close());

test('every component reads well in either theme', async () => {
  await expectAccessible(page, 'styleguide');
});

test('every component looks as it did', async ({ browserName: _ }, { config }) => {
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    const looks = await settledLooks();
    expect(Object.keys(looks).length).toBeGreaterThan(25);
    const path = reference(theme);
    // By `npx playwright test journey styleguide --update-snapshots`, after the pictures were looked at.
    if (config.updateSnapshots === 'all' || config.updateSnapshots === 'changed') {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, textOf(looks));
    }
    expect(existsSync(path), `${path} is not there`).toBe(true);
    const before: Looks = JSON.parse(readFileSync(path, 'utf8'));
    expect(changesBetween(before, looks), `${theme}: docs/decisions/styleguide.md`).toEqual([]);
  }
});

test('a change that is seen is told', async () => {
  await page.emulateMedia({ colorScheme: 'light' });
  const before = await settledLooks();
  const told = async (css: string) => {
    const sheet = await page.addStyleTag({ content: css });
    const changes = changesBetween(before, await settledLooks());
    await sheet.evaluate((element) => element.parentNode?.removeChild(element));
    return changes.join('\n');
  };
  expect(await told(':root { --ink-soft: #5d4a44 }')).toContain('rgb(93, 74, 68)');
  expect(await told('section[aria-label="Who is here"] ul { padding-top: 5px }')).toMatch(
    /Who is here, .*lies at/,
  );
  expect(await told('section[aria-label="Few experiments"] th { font-weight: 700 }')).toMatch(
    /700 .*and was/,
  );
  expect(await told('section[aria-label="Map"] canvas { filter: none }')).toBe('');
});

/** Once nothing moves any longer. */
async function settledLooks(): Promise<Looks> {
  let looks = await readLooks(page);
  await expect
    .poll(async () => {
      const before = JSON.stringify(looks);
      looks = await readLooks(page);
      return JSON.stringify(looks) === before;
    })
    .toBe(true);
  return looks;
}

/** A line for each thing that is drawn, so that a change of the reference can be read. */
function textOf(looks: Looks): string {
  const parts = Object.entries(looks).map(
    ([name, drawn]) =>
      `${JSON.stringify(name)}: [\n${drawn.map((look) => `  ${JSON.stringify(look)}`).join(',\n')}\n]`,
  );
  return `{\n${parts.join(',\n')}\n}\n`;
}
