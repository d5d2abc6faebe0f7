import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, waitUntilGone } from '../start/alive.mjs';

/**
 * Ends the server that a killed launcher left on this data folder, and removes a lock file whose server is gone
 * (PostgreSQL itself refuses to start while any process has that number).
 * @param {string} dataFolder
 */
export async function clearStaleServer(dataFolder) {
  const lockFile = join(dataFolder, 'postmaster.pid');
  if (!existsSync(lockFile)) return;
  const pid = Number.parseInt(readFileSync(lockFile, 'utf8').split('\n')[0] ?? '', 10);
  if (isAlive(pid) && commandOf(pid).includes(dataFolder)) {
    process.kill(pid, 'SIGINT');
    if (!(await waitUntilGone(pid, 15_000))) process.kill(pid, 'SIGQUIT');
    await waitUntilGone(pid, 15_000);
  }
  rmSync(lockFile, { force: true });
}

function commandOf(/** @type {number} */ pid) {
  try {
    return execFileSync('ps', ['-o', 'args=', '-ww', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    // No `ps` here (a slim container): /proc says the same on Linux.
    return existsSync(`/proc/${pid}/cmdline`)
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : '';
  }
}
