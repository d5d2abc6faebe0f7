import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { report } from './report.ts';

const run = promisify(execFile);
// Its own folder and lock file: 400 packages, some of which would change which telemetry the product gets.
const FOLDER = join(import.meta.dirname, 'lighthouse');
const PROGRAM = join(FOLDER, 'node_modules/lighthouse/cli/index.js');
const TARGETS = { performance: 90, accessibility: 100, 'best-practices': 95 } as const;

const score = z.object({ score: z.number().nullable() });
const result = z.object({
  categories: z.record(z.string(), score),
  audits: z.record(z.string(), score.extend({ title: z.string(), scoreDisplayMode: z.string() })),
});

/** Lighthouse's desktop preset on a page, for whoever has the cookie; what costs points goes to stderr. */
export async function auditPage(route: string, url: string, { cookie, chromium }: Visit): Promise<void> {
  if (!existsSync(PROGRAM))
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: FOLDER });
  const { categories, audits } = await audit(url, { cookie, chromium }, 3);
  for (const [name, target] of Object.entries(TARGETS))
    report(`Lighthouse ${name} of ${route}`, 'score', (categories[name]?.score ?? 0) * 100, target);
  const lost = Object.entries(audits).filter(
    ([, audit]) => audit.scoreDisplayMode === 'binary' && audit.score !== null && audit.score < 1,
  );
  for (const [id, { title }] of lost) console.error(`${route}: ${id}: ${title}`);
}

interface Visit {
  cookie: string;
  chromium: string;
}

/** Once more where the trace began too late to hold the navigation, which now and then happens on a full machine. */
async function audit(url: string, visit: Visit, tries: number): Promise<z.infer<typeof result>> {
  try {
    return result.parse(JSON.parse(await lighthouse(url, visit)));
  } catch (error) {
    const isLate = error instanceof Error && error.message.includes('NO_NAVSTART');
    if (!isLate || tries <= 1) throw error;
    return audit(url, visit, tries - 1);
  }
}

async function lighthouse(url: string, { cookie, chromium }: Visit): Promise<string> {
  const { stdout } = await run(
    process.execPath,
    [
      PROGRAM,
      url,
      '--preset=desktop',
      '--output=json',
      '--quiet',
      '--no-enable-error-reporting',
      `--only-categories=${Object.keys(TARGETS).join(',')}`,
      `--extra-headers=${JSON.stringify({ cookie })}`,
      '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync',
    ],
    { env: { ...process.env, CHROME_PATH: chromium }, maxBuffer: 100e6 },
  );
  return stdout;
}
