import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * run.json tells scripts and the command line on this machine where the server is and how to come in.
 * Written whole or not at all, readable by its owner alone, gone when the server is.
 * @param {string} home @param {{ web: string, api: string, signInUrl: string, token: string, pid: number }} run
 * @returns {() => void} removes it
 */
export function writeRunFile(home, run) {
  const path = join(home, 'run.json');
  const draft = `${path}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(draft, path);
  return () => rmSync(path, { force: true });
}
