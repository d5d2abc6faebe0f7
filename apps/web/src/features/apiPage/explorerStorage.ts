import type { Storage as ExplorerStorage } from '@graphiql/toolkit';

/** Keeps tabs and history in the browser, apart for each user and workspace: a query names the ids of one of them. */
export function explorerStorage(storage: Storage, owner: string): ExplorerStorage {
  const prefix = `explorer:${owner}:`;
  const keys = () => Object.keys(storage).filter((key) => key.startsWith(prefix));
  return {
    getItem: (key) => storage.getItem(prefix + key),
    setItem: (key, value) => storage.setItem(prefix + key, value),
    removeItem: (key) => storage.removeItem(prefix + key),
    clear: () => {
      for (const key of keys()) storage.removeItem(key);
    },
    get length() {
      return keys().length;
    },
  };
}
