import { expect, test } from 'vitest';
import { explorerStorage } from './explorerStorage.ts';

/** As browsers do it: the keys are the object's own. */
function storageOf(items: Record<string, string>): Storage {
  const methods = {
    getItem: (key: string) => items[key] ?? null,
    setItem: (key: string, value: string) => {
      items[key] = value;
    },
    removeItem: (key: string) => {
      delete items[key];
    },
    clear: () => undefined,
    key: () => null,
    length: 0,
  };
  return new Proxy(methods, {
    ownKeys: () => Object.keys(items),
    getOwnPropertyDescriptor: (_target, key) => ({
      value: items[String(key)],
      enumerable: true,
      configurable: true,
    }),
  });
}

test('one user does not see, and does not clear, what another wrote in the same browser', () => {
  const items: Record<string, string> = { theme: 'dark' };
  const ada = explorerStorage(storageOf(items), 'ada/discs');
  const cecilia = explorerStorage(storageOf(items), 'cecilia/discs');
  ada.setItem('query', '{ a }');
  cecilia.setItem('query', '{ c }');
  expect([ada.getItem('query'), cecilia.getItem('query')]).toEqual(['{ a }', '{ c }']);
  expect([ada.length, cecilia.length]).toEqual([1, 1]);
  ada.clear();
  expect([ada.getItem('query'), cecilia.getItem('query')]).toEqual([null, '{ c }']);
  expect(items['theme']).toBe('dark');
});
