import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDiscs } from '@asterism/testkit';
import { startServer } from '../scripts/test/server.mjs';
import { freePort, startOutside } from './outside.ts';

const ROOT = join(import.meta.dirname, '..');

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
/** What was mailed. */
export const letters = (): string => join(home(), 'letters');
export const discs = (): string => join(home(), 'files', 'discs');

/** Starts the product as a user does, without its demo, beside a team's mail server and provider; stops all at the end. */
export default async function startStack(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-e2e-'));
  process.env.E2E_HOME = folder;
  const remove = () => process.env.E2E_KEEP || rmSync(folder, { recursive: true, force: true });
  try {
    await writeDiscs(join(folder, 'files', 'discs'), { count: 24, size: 64, seed: 3 });
    // Chosen beforehand: the provider is told where to send people back to.
    const port = await freePort();
    const outside = await startOutside(join(folder, 'letters'), `http://localhost:${port}`);
    const stop = await startServer(ROOT, folder, {
      ...outside.env,
      WEB_PORT: String(port),
      ASTERISM_SERVER_ROOTS: join(folder, 'files'),
    });
    return async () => {
      await stop();
      await outside.close();
      remove();
    };
  } catch (error) {
    remove();
    throw error;
  }
}
