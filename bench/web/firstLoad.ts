import type { Page } from '@playwright/test';
import { report } from './report.ts';

const MOST_BYTES = 300_000;

/**
 * What the browser downloads of JavaScript, as it comes over the line: the scripts that the page itself names, and all
 * that it has asked for by the time it rests.
 */
export async function measureFirstLoad(page: Page, route: string, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const scripts = new Map<string, string>();
  const bytes = new Map<string, number>();
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script') scripts.set(requestId, response.url);
  });
  // Bodies alone: loadingFinished counts headers too, a kilobyte for each script.
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) =>
    bytes.set(requestId, (bytes.get(requestId) ?? 0) + encodedDataLength),
  );
  const html = (await (await page.goto(path))?.text()) ?? '';
  // A page that asks again and again never falls silent: what it loaded by then is counted.
  await page.waitForLoadState('networkidle', { timeout: 10_000 }).catch((error: Error) => {
    if (error.name !== 'TimeoutError') throw error;
  });
  await session.detach();
  const own = [...scripts].filter(([, url]) => html.includes(`src="${new URL(url).pathname}`));
  const sum = (ids: Iterable<string>) => [...ids].reduce((total, id) => total + (bytes.get(id) ?? 0), 0);
  report(`first-load JavaScript of ${route}`, 'bytes', sum(own.map(([id]) => id)), MOST_BYTES);
  report(`JavaScript of ${route} once it rests`, 'bytes', sum(scripts.keys()));
}
