import { beforeEach, expect, test } from 'vitest';
import { forgetSavedCopies, keptName, Unsaved } from './keptCopies.ts';

let entries: Map<string, string>;
let storage: Storage;

beforeEach(() => {
  entries = new Map();
  storage = {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
    clear: () => entries.clear(),
    key: () => null,
    length: 0,
  };
});

/** The names of the copies that are deleted. */
async function forgotten(...names: string[]): Promise<string[]> {
  const gone: string[] = [];
  const indexed = {
    databases: async () => names.map((name) => ({ name, version: 1 })),
    deleteDatabase: (name: string) => gone.push(name),
  };
  await forgetSavedCopies(indexed as never, storage);
  return gone;
}

test('a copy is forgotten once all of it is saved, and what is not ours is left alone', async () => {
  const [one, other] = [keptName('ada', 'c1'), keptName('ada', 'c2')];
  const unsaved = new Unsaved(one, storage);
  unsaved.changed();
  expect(await forgotten(one, other, 'somebody-elses')).toEqual([other]);
  unsaved.saved();
  expect(await forgotten(one)).toEqual([one]);
});

test('what another tab wrote meanwhile keeps the copy', async () => {
  const name = keptName('ada', 'c1');
  const [first, second] = [new Unsaved(name, storage), new Unsaved(name, storage)];
  first.changed();
  second.changed();
  first.saved();
  expect(await forgotten(name)).toEqual([]);
  second.saved();
  expect(await forgotten(name)).toEqual([name]);
});

test('what an earlier tab left is saved by the one that read it', async () => {
  const name = keptName('ada', 'c1');
  new Unsaved(name, storage).changed();
  const next = new Unsaved(name, storage);
  next.read();
  next.saved();
  expect(await forgotten(name)).toEqual([name]);
});
