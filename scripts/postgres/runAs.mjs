import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';

/**
 * Who PostgreSQL runs as. It refuses to run as root, so root lends it the user `postgres` (made if need be).
 * @returns {{ uid: number, gid: number } | null} null: as ourselves.
 */
export function postgresOwner() {
  if (userInfo().uid !== 0) return null;
  const known = lookUp();
  if (known) return known;
  try {
    execFileSync('groupadd', ['--system', 'postgres'], { stdio: 'pipe' });
    execFileSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres'], {
      stdio: 'pipe',
    });
  } catch (error) {
    throw new Error(
      `PostgreSQL refuses to run as root, and the user "postgres" could not be made (${message(error)}). ` +
        'Make it with "useradd --system postgres", start as another user, or set DATABASE_URL.',
    );
  }
  const made = lookUp();
  if (!made)
    throw new Error(
      'The user "postgres" was made but cannot be found. Set DATABASE_URL to use your own server.',
    );
  return made;
}

function lookUp() {
  try {
    const id = (/** @type {string} */ flag) =>
      Number.parseInt(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }), 10);
    return { uid: id('-u'), gid: id('-g') };
  } catch (error) {
    if (/** @type {{ status?: number }} */ (error).status === undefined) throw error;
    return null;
  }
}

/**
 * Whether `owner` can walk down to `folder`: every folder above it must have the execute bit for them.
 * @param {string} folder @param {{ uid: number, gid: number } | null} owner
 */
export function canReach(folder, owner) {
  if (!owner) return true;
  for (let at = resolve(folder); ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

const message = (/** @type {unknown} */ error) =>
  error instanceof Error ? error.message.split('\n')[0] : String(error);
