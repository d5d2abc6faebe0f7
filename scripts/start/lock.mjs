import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isRunning } from './identity.mjs';

/**
 * Keeps a second copy off the data folder.
 * @param {string} home @returns {() => void} gives the folder free again
 */
export function lockHome(home) {
  const path = join(home, 'lock');
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(identityOf(process.pid)));
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        // A link is made whole or not at all, so nobody reads a lock that is half written.
        linkSync(draft, path);
        return () => rmSync(path, { force: true });
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      }
      const holder = readHolder(path);
      if (holder && isRunning(holder)) {
        throw new Error(
          `Asterism already runs on ${home} (process ${holder.pid}). Stop it first, or give this copy a data folder and a port of its own: ` +
            'ASTERISM_HOME=/some/folder WEB_PORT=0 npm start',
        );
      }
      rmSync(path, { force: true });
    }
    throw new Error(`${path} cannot be taken; another copy is starting on ${home}.`);
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
