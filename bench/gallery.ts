// A gallery of 100,000 samples in Chromium: frames while it is scrolled, requests, memory.
//   npm run bench -- gallery [--home .asterism] [--samples 100000]
// Needs a running `npm start`, with its PostgreSQL in its data folder. Makes a data set of 256 small discs there, and by
// SQL a version of it that holds each of them again and again with the same sprite sheets; leaves both behind.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import pg from 'pg';
import { z } from 'zod';
import { writeDiscs } from '../packages/testkit/src/discs/writeDiscs.ts';
import { databaseUrl } from './browser/databaseUrl.ts';
import { FRAME_BUDGET_MS, scrolled } from './browser/scrolling.ts';

const { values } = parseArgs({
  options: {
    home: { type: 'string', default: resolve('.asterism') },
    samples: { type: 'string', default: '100000' },
  },
});
const SAMPLES = Number(values.samples);
const SEEDED = 256;
const DISC_SIDE = 64;
const READY_WITHIN_MS = 120_000;
// Of one slow scroll; a wheel turned steadily makes some 1,500 pixels a second.
const SCROLL_MS = 6000;
const SLOW_PIXELS_A_SECOND = 1500;
const FAST_PIXELS_A_SECOND = 60_000;

const run = z
  .object({ web: z.string(), api: z.string(), token: z.string(), signInUrl: z.string() })
  .parse(JSON.parse(readFileSync(join(values.home, 'run.json'), 'utf8')));
const database = new pg.Client({ connectionString: databaseUrl(values.home) });
await database.connect();
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--enable-precise-memory-info'],
});
try {
  const { workspace, datasetId, versionId } = await seedDiscs();
  const sheets = await seedVersion(versionId);
  const context = await signedIn();
  await measure(context, `/w/${workspace}/data/${encodeURIComponent(datasetId)}?version=2`, sheets);
} finally {
  await browser.close();
  await database.end();
}

async function ask<T>(data: z.ZodType<T>, query: string, variables: Record<string, unknown>): Promise<T> {
  const response = await fetch(run.api, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${run.token}` },
    body: JSON.stringify({ query, variables }),
  });
  const answer = z
    .object({ data: z.unknown(), errors: z.array(z.object({ message: z.string() })).optional() })
    .parse(await response.json());
  if (answer.errors?.[0]) throw new Error(answer.errors[0].message);
  return data.parse(answer.data);
}

/** A data set of small discs, imported; the row id of its version. */
async function seedDiscs(): Promise<{ workspace: string; datasetId: string; versionId: string }> {
  const { viewer } = await ask(
    z.object({ viewer: z.object({ workspaces: z.array(z.object({ slug: z.string() })).min(1) }) }),
    '{ viewer { workspaces { slug } } }',
    {},
  );
  const workspace = viewer.workspaces[0]!.slug;
  const { createDataset } = await ask(
    z.object({ createDataset: z.object({ dataset: z.object({ id: z.string() }) }) }),
    'mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { dataset { id } } }',
    { input: { workspace, name: `Gallery bench ${new Date().toISOString()}` } },
  );
  const datasetId = createDataset.dataset.id;
  const folder = mkdtempSync(join(tmpdir(), 'asterism-bench-'));
  const uploadIds: string[] = [];
  try {
    await writeDiscs(folder, { count: SEEDED, size: DISC_SIDE, seed: 1 });
    for (const name of readdirSync(folder))
      uploadIds.push(await upload(name, readFileSync(join(folder, name)), workspace));
  } finally {
    rmSync(folder, { recursive: true });
  }
  const { addFiles } = await ask(
    z.object({ addFiles: z.object({ version: z.object({ id: z.string() }) }) }),
    'mutation ($input: AddFilesInput!) { addFiles(input: $input) { version { id } } }',
    { input: { datasetId, uploadIds } },
  );
  const status = z.object({ node: z.object({ status: z.string() }) });
  for (const until = Date.now() + READY_WITHIN_MS; Date.now() < until; await sleep(250)) {
    const query = 'query ($id: ID!) { node(id: $id) { ... on DatasetVersion { status } } }';
    const { node } = await ask(status, query, { id: addFiles.version.id });
    if (node.status === 'READY') return { workspace, datasetId, versionId: rowIdOf(addFiles.version.id) };
  }
  throw new Error('The discs were not imported.');
}

function rowIdOf(globalId: string): string {
  return Buffer.from(globalId, 'base64').toString('utf8').split(':')[1] ?? '';
}

async function upload(name: string, bytes: Uint8Array, workspace: string): Promise<string> {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const headers = { authorization: `Bearer ${run.token}`, 'tus-resumable': '1.0.0' };
  const created = await fetch(new URL('/uploads', run.web), {
    method: 'POST',
    headers: {
      ...headers,
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${base64(name)},workspace ${base64(workspace)}`,
    },
  });
  const location = new URL(created.headers.get('location') ?? '', run.web);
  await fetch(location, {
    method: 'PATCH',
    headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(bytes),
  });
  return location.pathname.split('/').pop()!;
}

/** Version 2: the discs again and again, under their sheets again and again. Gives the number of sheets a channel. */
async function seedVersion(first: string): Promise<number> {
  const second = `${first}-2`;
  await database.query('BEGIN');
  await database.query(
    `INSERT INTO "DatasetVersion" (id, "datasetId", number, status, progress, request, "contentHash", "sampleCount",
       "channelCount", width, height)
     SELECT $2, "datasetId", 2, 'READY', 1, request, "contentHash", $3, "channelCount", width, height
     FROM "DatasetVersion" WHERE id = $1`,
    [first, second, SAMPLES],
  );
  await database.query(
    `INSERT INTO "Sample" (id, "versionId", index, "fileName", "contentId")
     SELECT gen_random_uuid()::text, $2, i, 'disc_' || i || '.fits', s."contentId"
     FROM generate_series(0, $3::int - 1) i JOIN "Sample" s ON s."versionId" = $1 AND s.index = i % $4::int`,
    [first, second, SAMPLES, SEEDED],
  );
  await database.query(
    `INSERT INTO "VersionChannel" ("versionId", channel, "pixelCount", quantiles)
     SELECT $2, channel, "pixelCount", quantiles FROM "VersionChannel" WHERE "versionId" = $1`,
    [first, second],
  );
  const { rowCount } = await database.query(
    `INSERT INTO "SpriteSheet" ("versionId", channel, number, count, sha256, bytes, lower, upper, widths, heights)
     SELECT $2, s.channel, n, least(64, $3::int - 64 * n), s.sha256, s.bytes, s.lower, s.upper, s.widths, s.heights
     FROM generate_series(0, ($3::int - 1) / 64) n
     JOIN "SpriteSheet" s ON s."versionId" = $1 AND s.number = n % ($4::int / 64)`,
    [first, second, SAMPLES, SEEDED],
  );
  await database.query('COMMIT');
  await database.query('ANALYZE "Sample"');
  return (rowCount ?? 0) / 4;
}

/** A browser that is signed in: the session cookie of a link that the API gives to its own machine. */
async function signedIn(): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: run.web,
    viewport: { width: 1280, height: 800 },
    extraHTTPHeaders: { authorization: `Bearer ${run.token}` },
  });
  return context;
}

async function measure(context: BrowserContext, path: string, sheets: number): Promise<void> {
  const page = await context.newPage();
  // What the loader of TypeScript puts into functions, and a page does not have.
  await page.addInitScript('globalThis.__name = (made) => made');
  let requests = 0;
  page.on('request', () => {
    requests += 1;
  });
  const begun = performance.now();
  await page.goto(path);
  await page.getByRole('link', { name: 'Sample #00' }).waitFor();
  await pictures(page);
  report('first pictures of the gallery', 'ms', performance.now() - begun);
  report('sprite sheets a channel', 'count', sheets);
  report('requests to the first pictures', 'count', requests);

  const scroll = async (name: string, pixelsASecond: number): Promise<void> => {
    requests = 0;
    const frames = await scrolled(page, { pixelsASecond, milliseconds: SCROLL_MS });
    report(`processor time of the page's thread a frame, ${name}`, 'ms', frames.busy, FRAME_BUDGET_MS);
    report(`p50 of a frame, ${name}`, 'ms', frames.p50, FRAME_BUDGET_MS);
    report(`p95 of a frame, ${name}`, 'ms', frames.p95, FRAME_BUDGET_MS);
    report(`longest frame, ${name}`, 'ms', frames.longest);
    report(`requests, ${name}`, 'count', requests);
  };
  await scroll('scrolled at 1,500 pixels a second', SLOW_PIXELS_A_SECOND);
  await scroll('scrolled at 60,000 pixels a second', FAST_PIXELS_A_SECOND);

  const jump = performance.now();
  await page.getByLabel('Go to #').fill(String(SAMPLES - 10));
  await page.getByLabel('Go to #').press('Enter');
  await page.getByRole('link', { name: `Sample #${SAMPLES - 10}` }).waitFor();
  await pictures(page);
  report('jump to the end, until its pictures are there', 'ms', performance.now() - jump);

  await page.waitForLoadState('networkidle');
  requests = 0;
  const change = performance.now();
  await page.getByRole('combobox', { name: 'Colours' }).click();
  await page.getByRole('option', { name: 'viridis' }).click();
  await page.evaluate(() => new Promise(requestAnimationFrame));
  report('another colour map, until it is painted', 'ms', performance.now() - change);
  report('requests for another colour map', 'count', requests);
  report('script heap at the end', 'MB', (await heapBytes(page)) / 1e6);
  report('tiles in the page', 'count', await page.getByRole('gridcell').count());
}

/** Waits until every tile in view has its picture. */
async function pictures(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const cells = [...document.querySelectorAll('[role="gridcell"]')].filter((cell) => {
      const { top, bottom } = cell.getBoundingClientRect();
      return bottom > 0 && top < window.innerHeight;
    });
    return cells.length > 0 && cells.every((cell) => cell.querySelector('canvas, img'));
  });
}

async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

function report(metric: string, unit: string, ours: number, budget: number | null = null): void {
  const line = {
    bench: 'gallery',
    metric,
    unit,
    ours: Number(ours.toFixed(2)),
    peer: budget === null ? null : Number(budget.toFixed(2)),
    peerName: budget === null ? null : 'budget',
    ratio: budget === null ? null : Number((ours / budget).toFixed(4)),
    betterIs: 'lower',
  };
  console.log(JSON.stringify(line));
}
