import { readdir } from 'node:fs/promises';
import { findServerFolder } from '@asterism/blobs';
import { type Problem, problem } from '../../problem.ts';

/**
 * A folder of the server that may be read, by its real path. Problems: FOLDER_NOT_ALLOWED where none may be,
 * FOLDER_NOT_FOUND for what is not there and for what lies outside alike, FOLDER_EMPTY.
 */
export async function checkServerFolder(
  path: string,
  roots: readonly string[],
): Promise<{ path: string; problem: null } | { path: null; problem: Problem }> {
  const refuse = (code: string, message: string) => ({
    path: null,
    problem: problem(code, message, 'serverFolder'),
  });
  if (roots.length === 0)
    return refuse(
      'FOLDER_NOT_ALLOWED',
      'This server reads no folders. Its operator can allow some by ASTERISM_SERVER_ROOTS; or send the files.',
    );
  const folder = await findServerFolder(path, roots);
  const names = folder && (await readdir(folder.path).catch(() => null));
  if (!folder || !names)
    return refuse('FOLDER_NOT_FOUND', 'There is no such folder among those that may be read.');
  // Whether the folders in it hold any file, the worker finds out.
  if (names.every((name) => name.startsWith('.')))
    return refuse('FOLDER_EMPTY', 'The folder has no files in it.');
  return { path: folder.path, problem: null };
}
