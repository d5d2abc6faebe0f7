import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isRunning } from './identity.mjs';

/**
 * Keeps a second copy off the data folder.
 * @param {string} home @returns {() => void} gives the folder free again
 */
export function lockHome(home) {
  const taken = takeLock(join(home, 'lock'));
  if (typeof taken === 'function') return taken;
  throw new Error(
    `Asterism already runs on ${home} (process ${taken.pid}). Stop it first, or give this copy a data folder and a port of its own: ` +
      'ASTERISM_HOME=/some/folder WEB_PORT=0 npm start',
  );
}

/** Takes a lock as soon as its holder has given it free or is gone. @returns {Promise<() => void>} gives it free */
export async function waitForLock(/** @type {string} */ path) {
  while (true) {
    const taken = takeLock(path);
    if (typeof taken === 'function') return taken;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** @returns {(() => void) | import('./identity.mjs').Identity} what gives it free, or who holds it */
function takeLock(/** @type {string} */ path) {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(identityOf(process.pid)));
  try {
    while (true) {
      try {
        // A link is made whole or not at all, so nobody reads a lock that is half written.
        linkSync(draft, path);
        return () => rmSync(path, { force: true });
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      }
      const holder = readHolder(path);
      if (holder && isRunning(holder)) return holder;
      rmSync(path, { force: true });
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** @returns {import('./identity.mjs').Identity | null} null where it is gone or holds nothing that makes sense. */
function readHolder(/** @type {string} */ path) {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8'));
    return typeof holder?.pid === 'number' && typeof holder.started === 'string' ? holder : null;
  } catch (error) {
    if (error instanceof SyntaxError || /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT')
      return null;
    throw error;
  }
}
