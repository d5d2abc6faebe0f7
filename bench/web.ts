// What the pages cost, in Chromium: the list of 10,000 experiments, what a page loads first, and Lighthouse's desktop preset.
//   npm run bench -- web [--home .asterism] [--experiments 10000] [--parts list,scripts,lighthouse] [--route /w/[workspace]]
// Needs a running `npm start`, with its demo, on that data folder. Makes a workspace of its own and a member of the demo's
// there, and leaves both behind. Lighthouse is fetched at its first use.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createDb } from '@asterism/db';
import { chromium } from '@playwright/test';
import { z } from 'zod';
import { pathOf, ROUTES, thingsOf } from '../e2e/routes.ts';
import { seedExperiments } from './api/seed.ts';
import { databaseUrl } from './browser/databaseUrl.ts';
import { auditPage } from './web/audit.ts';
import { measureExperimentList } from './web/experimentList.ts';
import { measureFirstLoad } from './web/firstLoad.ts';
import { signInMember } from './web/member.ts';

const { values } = parseArgs({
  options: {
    home: { type: 'string', default: resolve('.asterism') },
    experiments: { type: 'string', default: '10000' },
    parts: { type: 'string', default: 'list,scripts,lighthouse' },
    route: { type: 'string', multiple: true, default: [...ROUTES] },
  },
});
const parts = new Set(values.parts.split(','));
const run = z
  .object({ web: z.string(), api: z.string(), signInUrl: z.string(), token: z.string(), pid: z.number() })
  .parse(JSON.parse(readFileSync(join(values.home, 'run.json'), 'utf8')));
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const WORKSPACE = 'demo';

if (parts.has('list') || parts.has('scripts')) await measureInBrowser();
if (parts.has('lighthouse')) {
  const cookie = await signInMember(run, WORKSPACE);
  const things = await thingsOf(WORKSPACE, run);
  for (const route of values.route)
    await auditPage(route, `${run.web}${pathOf(route, WORKSPACE, things)}`, {
      cookie,
      chromium: executablePath,
    });
}

async function measureInBrowser(): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const pageOf = async (token: string) => {
    const extraHTTPHeaders = { authorization: `Bearer ${token}` };
    const viewport = { width: 1280, height: 800 };
    return (await browser.newContext({ baseURL: run.web, extraHTTPHeaders, viewport })).newPage();
  };
  try {
    if (parts.has('list')) {
      const db = createDb(databaseUrl(values.home));
      const { slug, token } = await seedExperiments(db, Number(values.experiments));
      await db.$disconnect();
      await measureExperimentList(await pageOf(token), `/w/${slug}/experiments`);
    }
    if (parts.has('scripts')) {
      const things = await thingsOf(WORKSPACE, run);
      for (const route of values.route) {
        const page = await pageOf(run.token);
        await measureFirstLoad(page, route, pathOf(route, WORKSPACE, things));
        await page.context().close();
      }
    }
  } finally {
    await browser.close();
  }
}
