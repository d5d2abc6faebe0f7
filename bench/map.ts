// The map of an experiment with 10,000 and with 1,000,000 points and their pictures in Chromium: first paint, lasso,
// frames while it is moved.
//   npm run bench -- map [--home .asterism] [--points 10000,1000000]
// Needs a running `npm start` on that data folder with a finished experiment of 64 samples or more, such as the demo's.
// The page is that experiment's own; what it fetches of points is made in the browser: coordinates and labels of so many
// points, and for their pictures the experiment's sheets again and again.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { z } from 'zod';
import { giveMap } from './browser/givenMap.ts';

const { values } = parseArgs({
  options: {
    home: { type: 'string', default: resolve('.asterism') },
    points: { type: 'string', default: '10000,1000000' },
  },
});
const run = z
  .object({ web: z.string(), api: z.string(), token: z.string() })
  .parse(JSON.parse(readFileSync(join(values.home, 'run.json'), 'utf8')));
const BUDGETS = { paint: 1000, lasso: 50, frame: 1000 / 30 };
const MOVED_MS = 4000;
const TRIES = 5;

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const experiment = await mappedExperiment();
  for (const count of values.points.split(',').map(Number)) {
    const context = await browser.newContext({
      baseURL: run.web,
      viewport: { width: 1280, height: 900 },
      extraHTTPHeaders: { authorization: `Bearer ${run.token}` },
    });
    await measure(await context.newPage(), experiment, count);
    await context.close();
  }
} finally {
  await browser.close();
}

interface MappedExperiment {
  path: string;
  coordinates: string;
  labels: string;
  latents: string;
}

/** The newest finished experiment that has a map and enough pictures. */
async function mappedExperiment(): Promise<MappedExperiment> {
  const ask = async <T>(data: z.ZodType<T>, query: string, variables = {}): Promise<T> => {
    const response = await fetch(run.api, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${run.token}` },
      body: JSON.stringify({ query, variables }),
    });
    return z.object({ data }).parse(await response.json()).data;
  };
  const { viewer } = await ask(
    z.object({ viewer: z.object({ workspaces: z.array(z.object({ slug: z.string() })) }) }),
    '{ viewer { workspaces { slug } } }',
  );
  const blob = z.object({ url: z.string() });
  const found = z.object({
    id: z.string(),
    status: z.string(),
    datasetVersion: z.object({ sampleCount: z.number() }).nullable(),
    labels: blob.nullable(),
    latents: blob.nullable(),
    projections: z.array(z.object({ coordinates: blob })),
  });
  for (const { slug } of viewer.workspaces) {
    const { experiments } = await ask(
      z.object({ experiments: z.object({ edges: z.array(z.object({ node: found })) }) }),
      `query ($workspace: String!) { experiments(workspace: $workspace, first: 50) { edges { node {
        id status datasetVersion { sampleCount } labels { url } latents { url } projections { coordinates { url } } } } } }`,
      { workspace: slug },
    );
    for (const { node } of experiments.edges) {
      const coordinates = node.projections[0]?.coordinates.url;
      const isEnough = (node.datasetVersion?.sampleCount ?? 0) >= 64;
      if (node.status === 'SUCCEEDED' && node.labels && coordinates && isEnough)
        return {
          path: `/w/${slug}/experiments/${encodeURIComponent(node.id)}`,
          coordinates,
          labels: node.labels.url,
          latents: node.latents?.url ?? '',
        };
    }
  }
  throw new Error('There is no finished experiment of 64 samples or more. Run one, or start with the demo.');
}

async function measure(page: Page, { path, ...addresses }: MappedExperiment, count: number): Promise<void> {
  await page.addInitScript('globalThis.__name = (made) => made');
  await page.addInitScript(giveMap, { count, ...addresses });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const canvas = page.getByRole('img', { name: `Map of ${count} latents` });
  // Once before, so that the server has the page at hand.
  for (const isCounted of [false, true]) {
    await page.goto(`${path}?map=pictures`);
    await page.waitForFunction(() => document.body.dataset['paintedAfter'] !== undefined);
    if (!isCounted) continue;
    const times = await page.evaluate(() => ({ ...document.body.dataset }));
    report(
      count,
      'first paint, from the coordinates being asked for',
      Number(times['paintedAfter']),
      BUDGETS.paint,
    );
    report(count, 'first paint, from opening the page', Number(times['painted']), null);
  }
  const begun = performance.now();
  await settled(page);
  report(count, 'all pictures of the first view, from the first paint', performance.now() - begun, null);
  await canvas.scrollIntoViewIfNeeded();
  await measureLasso(page, session, count);
  await measureMoving(page, session, count, 'all in view');
  for (let step = 0; step < 5; step++) await page.getByRole('button', { name: 'Zoom in' }).first().click();
  await settled(page);
  await measureMoving(page, session, count, 'zoomed in 7.6 times');
}

/** Waits until the map stays as it is. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      new Promise<boolean>((resolve) => {
        const canvas = document.querySelector<HTMLCanvasElement>('canvas[aria-label^="Map of"]');
        const before = canvas?.toDataURL();
        setTimeout(() => resolve(before !== undefined && canvas?.toDataURL() === before), 600);
      }),
    null,
    { polling: 100, timeout: 60_000 },
  );
}

async function busyMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

/** Where the map is, once it is in view: what lies above it may have grown since it was. */
async function boxOf(page: Page) {
  const canvas = page.locator('canvas[aria-label^="Map of"]');
  await canvas.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = await canvas.boundingBox();
  if (!box) throw new Error('There is no map.');
  return box;
}

/** From the pointer's end to the frame that shows what was found, and the page's own time for it. */
async function measureLasso(page: Page, session: CDPSession, count: number): Promise<void> {
  await page.getByRole('button', { name: 'Select with a lasso' }).first().click();
  const { x, y, width, height } = await boxOf(page);
  const shown: number[] = [];
  const busy: number[] = [];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const at = (step: number) => {
      const turn = (step / 60) * 2 * Math.PI;
      const reach = 0.2 + attempt * 0.04 + 0.03 * Math.sin(turn * 5);
      return [
        x + width * (0.5 + Math.cos(turn) * reach),
        y + height * (0.5 + Math.sin(turn) * reach),
      ] as const;
    };
    await page.mouse.move(...at(0));
    await page.mouse.down();
    for (let step = 1; step < 60; step++) await page.mouse.move(...at(step));
    const watched = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const told = () =>
            document.querySelector('canvas[aria-label^="Map of"]')?.parentElement?.dataset['selected'];
          const before = told();
          addEventListener(
            'pointerup',
            ({ timeStamp }) => {
              const look = () => {
                if (told() === before) return requestAnimationFrame(look);
                // A message is heard after the frame that was just made is painted.
                const { port1, port2 } = new MessageChannel();
                port1.onmessage = () => resolve(performance.now() - timeStamp);
                return requestAnimationFrame(() => port2.postMessage(null));
              };
              look();
            },
            { capture: true, once: true },
          );
        }),
    );
    const before = await busyMs(session);
    await page.mouse.up();
    shown.push(await watched);
    busy.push((await busyMs(session)) - before);
  }
  const middle = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
  report(
    count,
    'lasso, from the pointer’s end to the frame that shows what was found',
    middle(shown),
    BUDGETS.lasso,
  );
  report(
    count,
    'lasso, processor time of the page’s thread, gallery and blades among it',
    middle(busy),
    null,
  );
  await page.keyboard.press('Escape');
}

async function measureMoving(page: Page, session: CDPSession, count: number, what: string): Promise<void> {
  await page.getByRole('button', { name: 'Move the map' }).first().click();
  const { x, y, width, height } = await boxOf(page);
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  await page.mouse.move(middleX, middleY);
  await page.mouse.down();
  await page.evaluate(() => {
    const frames: number[] = [];
    let last = performance.now();
    const step = (now: number) => {
      frames.push(now - last);
      last = now;
      if (!document.body.dataset['stop']) requestAnimationFrame(step);
      else document.body.dataset['frames'] = frames.slice(1).join(' ');
    };
    delete document.body.dataset['stop'];
    requestAnimationFrame(step);
  });
  const before = await busyMs(session);
  const begun = performance.now();
  for (let step = 0; performance.now() - begun < MOVED_MS; step++)
    await page.mouse.move(middleX + 150 * Math.sin(step / 20), middleY + 100 * Math.sin(step / 13));
  const busy = (await busyMs(session)) - before;
  await page.evaluate(() => {
    document.body.dataset['stop'] = 'yes';
  });
  await page.waitForFunction(() => document.body.dataset['frames'] !== undefined);
  const frames = await page.evaluate(() => {
    const text = document.body.dataset['frames'] ?? '';
    delete document.body.dataset['frames'];
    return text.split(' ').map(Number);
  });
  await page.mouse.up();
  frames.sort((a, b) => a - b);
  const at = (share: number) => frames[Math.floor(share * (frames.length - 1))]!;
  report(count, `p50 of a frame while the map is moved, ${what}`, at(0.5), BUDGETS.frame);
  report(count, `p95 of a frame while the map is moved, ${what}`, at(0.95), BUDGETS.frame);
  report(count, `processor time of the page’s thread a frame, ${what}`, busy / frames.length, BUDGETS.frame);
}

function report(count: number, metric: string, ours: number, budget: number | null): void {
  const line = {
    bench: 'map',
    metric: `${count} points: ${metric}`,
    unit: 'ms',
    ours: Number(ours.toFixed(2)),
    peer: budget === null ? null : Number(budget.toFixed(2)),
    peerName: budget === null ? null : 'budget',
    ratio: budget === null ? null : Number((ours / budget).toFixed(4)),
    betterIs: 'lower',
  };
  console.log(JSON.stringify(line));
}
