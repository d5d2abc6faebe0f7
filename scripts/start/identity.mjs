import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { isAlive } from './alive.mjs';

/**
 * A process by number and the moment it started, so that another one which got the same number later is told apart.
 * @typedef {{ pid: number, started: string }} Identity
 */

/** @returns {Identity} */
export function identityOf(/** @type {number} */ pid) {
  return { pid, started: startedAt(pid) };
}

export function isRunning(/** @type {Identity} */ { pid, started }) {
  return isAlive(pid) && startedAt(pid) === started;
}

function startedAt(/** @type {number} */ pid) {
  const file = `/proc/${pid}/stat`;
  // Field 22, counted after the name in brackets: clock ticks since the machine started.
  if (existsSync(file)) return readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '';
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    // No such process, or no `ps`: the number alone must do.
    return '';
  }
}
