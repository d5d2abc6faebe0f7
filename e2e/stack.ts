import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDiscs } from '@asterism/testkit';

const ROOT = join(import.meta.dirname, '..');
const READY_WITHIN_MS = 180_000;

/** What run.json says of the running server. */
export interface RunFile {
  web: string;
  api: string;
  signInUrl: string;
  token: string;
  pid: number;
}

/** Where the stack's things lie; set for the tests by the set-up. */
export const home = (): string => process.env.E2E_HOME ?? '';
export const readRunFile = (): RunFile =>
  JSON.parse(readFileSync(join(home(), 'run.json'), 'utf8')) as RunFile;
/** The signed-in browser's cookies, kept by the journey for those that follow it. */
export const sessionFile = (): string => join(home(), 'session.json');
export const discs = (): string => join(home(), 'files', 'discs');

/** Starts the product as a user does, without its demo, and stops it at the end. */
export default async function startStack(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-e2e-'));
  process.env.E2E_HOME = folder;
  await writeDiscs(join(folder, 'files', 'discs'), { count: 24, size: 64, seed: 3 });
  const log = createWriteStream(join(folder, 'start.log'));
  const child = spawn(process.execPath, [join(ROOT, 'scripts/start.mjs'), '--no-demo'], {
    cwd: ROOT,
    env: {
      ...process.env,
      ASTERISM_HOME: folder,
      ASTERISM_SERVER_ROOTS: join(folder, 'files'),
      WEB_PORT: '0',
      DATABASE_URL: '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null) child.kill('SIGTERM');
    await exited;
    if (!process.env.E2E_KEEP) rmSync(folder, { recursive: true, force: true });
  };
  for (const until = Date.now() + READY_WITHIN_MS; !existsSync(join(folder, 'run.json')); ) {
    if (child.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error(`The stack did not start:\n${readFileSync(join(folder, 'start.log'), 'utf8')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return stop;
}
