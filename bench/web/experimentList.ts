// The page Experiments with 10,000 of them in Chromium: first rows, frames while it is scrolled, groups.
//   npm run bench -- experimentGrid [--home .asterism] [--experiments 10000]
// Needs a running `npm start` on that data folder. Makes a workspace of its own there and leaves it behind.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createDb } from '@asterism/db';
import { chromium, type Page } from '@playwright/test';
import { z } from 'zod';
import { seedExperiments } from './api/seed.ts';
import { databaseUrl } from './browser/databaseUrl.ts';
import { FRAME_BUDGET_MS, scrolled } from './browser/scrolling.ts';

const { values } = parseArgs({
  options: {
    home: { type: 'string', default: resolve('.asterism') },
    experiments: { type: 'string', default: '10000' },
  },
});
const { web } = z
  .object({ web: z.string() })
  .parse(JSON.parse(readFileSync(join(values.home, 'run.json'), 'utf8')));
const SCROLL_MS = 6000;
const GRID = '[class*="scroller"]:has([role="grid"])';

const db = createDb(databaseUrl(values.home));
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const { slug, token } = await seedExperiments(db, Number(values.experiments));
  const context = await browser.newContext({
    baseURL: web,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
    viewport: { width: 1280, height: 800 },
  });
  await measure(await context.newPage(), `/w/${slug}/experiments`);
} finally {
  await browser.close();
  await db.$disconnect();
}

async function measure(page: Page, path: string): Promise<void> {
  const row = page.getByRole('grid').getByRole('link', { name: /^E-\d+$/ });
  // Once before, so that the server has the page at hand.
  for (const name of ['', 'first rows']) {
    const begun = performance.now();
    await page.goto(path);
    await row.first().waitFor();
    if (name) report(name, performance.now() - begun);
  }
  for (const pixelsASecond of [1500, 20_000]) {
    const frames = await scrolled(page, { pixelsASecond, milliseconds: SCROLL_MS, selector: GRID });
    const name = `scrolled at ${pixelsASecond} pixels a second`;
    report(`processor time of the page's thread a frame, ${name}`, frames.busy, FRAME_BUDGET_MS);
    report(`p50 of a frame, ${name}`, frames.p50, FRAME_BUDGET_MS);
    report(`p95 of a frame, ${name}`, frames.p95, FRAME_BUDGET_MS);
    report(`longest frame, ${name}`, frames.longest);
  }
  const find = performance.now();
  await page.getByLabel('Find experiments').fill('E-4321');
  await page.getByRole('link', { name: 'E-4321', exact: true }).waitFor();
  report('one of them found, from the last key', performance.now() - find);
  await page.getByLabel('Find experiments').fill('');
  await page.getByLabel('Group by').selectOption('MODEL');
  const group = performance.now();
  await page
    .getByRole('grid')
    .getByRole('button', { name: /experiments/ })
    .first()
    .waitFor();
  report('groups by model, counted', performance.now() - group);
}

function report(metric: string, ours: number, budget: number | null = null): void {
  const line = {
    bench: 'experimentGrid',
    metric,
    unit: 'ms',
    ours: Number(ours.toFixed(2)),
    peer: budget === null ? null : Number(budget.toFixed(2)),
    peerName: budget === null ? null : 'budget',
    ratio: budget === null ? null : Number((ours / budget).toFixed(4)),
    betterIs: 'lower',
  };
  console.log(JSON.stringify(line));
}
