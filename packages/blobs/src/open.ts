import { fileURLToPath } from 'node:url';
import { openFolderStore } from './folderStore.ts';
import type { BlobStore } from './store.ts';

/** Opens the store at `location`: a folder's path or its `file:` URL. */
export function openBlobStore(location: string): BlobStore {
  if (location.startsWith('file:')) return openFolderStore(fileURLToPath(location));
  if (/^[a-z][a-z0-9+]+:/i.test(location))
    throw new Error(
      `The blob store ${location.split(':')[0]}: is not supported; name a folder or a file: URL.`,
    );
  return openFolderStore(location);
}
