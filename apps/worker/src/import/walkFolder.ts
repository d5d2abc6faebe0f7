import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerFolder } from '@asterism/blobs';
import { ImportFailure } from './importFailure.ts';

// As many as can be uploaded for one version.
const MOST_FILES = 100_000;
const DEEPEST = 32;

/**
 * The paths within the folder of its files and those of the folders in it: hidden ones left out, links listed and not
 * followed. A folder that may not be read is listed itself, to be refused by name. Throws ImportFailure FOLDER_EMPTY and
 * FOLDER_TOO_LARGE.
 */
export async function walkFolder({ path }: ServerFolder, signal: AbortSignal): Promise<string[]> {
  const found: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    signal.throwIfAborted();
    const entries = await entriesOf(join(path, folder));
    if (entries === null && folder !== '') found.push(folder);
    for (const entry of entries ?? []) {
      const inside = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.name.startsWith('.')) continue;
      if (entry.isFile() || entry.isSymbolicLink()) found.push(inside);
      else if (entry.isDirectory() && inside.split('/').length < DEEPEST) folders.push(inside);
    }
    if (found.length > MOST_FILES)
      throw new ImportFailure(
        'FOLDER_TOO_LARGE',
        `The folder has more than ${MOST_FILES} files; name a folder within it.`,
      );
  }
  if (found.length === 0) throw new ImportFailure('FOLDER_EMPTY', 'The folder has no files in it.');
  return found;
}

/** Null where it may not be read or is gone. */
async function entriesOf(path: string): Promise<Dirent[] | null> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EACCES' || code === 'EPERM' || code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}
