import { existsSync, readFileSync } from 'node:fs';

/** Whether a process with this number runs (another user's counts, one that ended and was not yet collected does not). */
export function isAlive(/** @type {number} */ pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return false;
  }
  return !isZombie(pid);
}

function isZombie(/** @type {number} */ pid) {
  const file = `/proc/${pid}/stat`;
  // The state is the field after the command's name, which stands in brackets and may itself hold brackets.
  return existsSync(file) && / Z /.test(readFileSync(file, 'utf8').split(')').at(-1)?.slice(0, 3) ?? '');
}

/** Waits until the process is gone. @returns {Promise<boolean>} false when it still runs after `patienceMs`. */
export async function waitUntilGone(/** @type {number} */ pid, /** @type {number} */ patienceMs) {
  for (const until = Date.now() + patienceMs; isAlive(pid); ) {
    if (Date.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}
