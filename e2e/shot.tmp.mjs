import { chromium } from '@playwright/test';
import { readFileSync } from 'node:fs';
const run = JSON.parse(readFileSync('/tmp/views6b-home/run.json','utf8'));
const [path, name, ...opts] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] });
const list = await (await fetch(run.api, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${run.token}` }, body: JSON.stringify({ query: '{ experiments(workspace:"demo", first: 50) { edges { node { id number study { id } } } } }' }) })).json();
const byNumber = Object.fromEntries(list.data.experiments.edges.map(({ node }) => [node.number, node]));
const real = path.replace(/EXP(\d+)/, (_, n) => encodeURIComponent(byNumber[n].id)).replace(/STUDY(\d+)/, (_, n) => encodeURIComponent(byNumber[n].study.id));
for (const [device, width, height] of [['wide',1280,800],['phone',390,844]]) {
  if (opts.includes('wideonly') && device === 'phone') continue;
  for (const colorScheme of ['light','dark']) {
    if (opts.includes('lightonly') && colorScheme === 'dark') continue;
    const context = await browser.newContext({ baseURL: run.web, viewport: { width, height }, colorScheme, extraHTTPHeaders: { authorization: `Bearer ${run.token}` } });
    const page = await context.newPage();
    page.on('pageerror', (e) => console.log('pageerror', e.message));
    page.on('console', (m) => { if (m.type() === 'error') console.log('console', m.text().slice(0, 300)); });
    await page.goto(real);
    await page.waitForTimeout(Number(opts.find((o) => /^\d+$/.test(o)) ?? 4000));
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (overflow > 0) console.log(device, 'overflow', overflow);
    const into = opts.find((o) => o.startsWith('into='));
    if (into) await page.getByRole('region', { name: into.slice(5) }).first().scrollIntoViewIfNeeded().then(() => page.evaluate(() => 0)), await page.getByRole('region', { name: into.slice(5) }).first().evaluate((e) => { e.scrollIntoView(); window.scrollBy(0, -60); }), await page.waitForTimeout(800);
    const clip = opts.find((o) => o.startsWith('region='));
    const file = `/tmp/views6b-shots/${name}-${device}-${colorScheme}.png`;
    if (clip) await page.getByRole('region', { name: clip.slice(7) }).first().screenshot({ path: file });
    else await page.screenshot({ path: file, fullPage: !opts.includes('view') });
    await context.close();
  }
}
await browser.close();
