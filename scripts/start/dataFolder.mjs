import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { canReach, postgresOwner } from '../postgres/runAs.mjs';

const OUTSIDE = '/var/lib/asterism';
// What only our own processes open; made first, with a mode that keeps others out.
const PRIVATE = ['logs', 'blobs', 'uploads'];

/** Makes the data folder. @param {string} home */
export function makeHome(home) {
  mkdirSync(home, { recursive: true });
  for (const name of PRIVATE) mkdirSync(join(home, name), { recursive: true, mode: 0o700 });
}

/**
 * Where PostgreSQL keeps its data: `postgres` in the data folder. As root it runs as a user of its own; where that
 * user cannot walk into the data folder (below a home of mode 700), `postgres` is a link to a folder that it can reach.
 * @param {string} home @returns {{ folder: string, moved: boolean }}
 */
export function postgresDataFolder(home) {
  const folder = join(home, 'postgres');
  const link = lstatSync(folder, { throwIfNoEntry: false });
  if (link?.isSymbolicLink()) {
    const target = readlinkSync(folder);
    if (existsSync(target)) return { folder: target, moved: true };
    throw new Error(
      `${folder} points to ${target}, which is gone, and the database with it. Delete ${home} to begin again, or put the folder back.`,
    );
  }
  const owner = postgresOwner();
  // A data folder that is closed itself is opened for passing through, not for listing; what is private in it stays so.
  if (owner && home !== homedir() && !canReach(home, owner) && canReach(dirname(home), owner)) {
    chmodSync(home, statSync(home).mode | 0o011);
  }
  if (canReach(home, owner)) return { folder, moved: false };
  if (link)
    throw new Error(
      `The user "postgres" cannot reach ${folder}. Make every folder above it passable (chmod o+x), or set ASTERISM_HOME or DATABASE_URL.`,
    );
  mkdirSync(OUTSIDE, { recursive: true, mode: 0o755 });
  const target = mkdtempSync(join(OUTSIDE, 'postgres-'));
  if (!canReach(OUTSIDE, owner)) {
    rmSync(target, { recursive: true });
    throw new Error(
      `The user "postgres" can reach neither ${home} nor ${OUTSIDE}. Set ASTERISM_HOME to a folder that it can reach, or DATABASE_URL.`,
    );
  }
  symlinkSync(target, folder);
  return { folder: target, moved: true };
}
