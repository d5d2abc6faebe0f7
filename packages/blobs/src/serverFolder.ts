import { realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';

/** A folder of this machine that may be read. Both are real paths. */
export interface ServerFolder {
  /** What its operator allowed: nothing outside of it is read. */
  root: string;
  path: string;
}

/** The folder at `path`, absolute or within one of the allowed roots; null where it is not there or lies outside of all. */
export async function findServerFolder(path: string, roots: readonly string[]): Promise<ServerFolder | null> {
  for (const allowed of roots) {
    const root = await realPath(allowed);
    const real = root === null ? null : await realPath(resolve(root, path));
    if (root !== null && real !== null && isWithin(root, real)) return { root, path: real };
  }
  return null;
}

/** Whether a real path is that of the root or of something in it. */
export const isWithin = (root: string, path: string): boolean =>
  path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);

/** Null where there is none, or none that may be seen. */
async function realPath(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (error) {
    if (error instanceof Error && ('code' in error || error instanceof TypeError)) return null;
    throw error;
  }
}
