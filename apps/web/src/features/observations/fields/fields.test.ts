import { readFields, writeFields } from '@asterism/observation';
import { expect, test } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';
import { changeList } from './changeList.ts';
import { fieldsStore } from './fieldsStore.ts';

const open = () => new Doc({ gc: false });
function exchange(a: Doc, b: Doc): void {
  applyUpdate(a, encodeStateAsUpdate(b));
  applyUpdate(b, encodeStateAsUpdate(a));
}

test('what somebody else changes is told, and what did not change is the same', () => {
  const [ours, theirs] = [open(), open()];
  const store = fieldsStore(ours);
  let told = 0;
  const stop = store.subscribe(() => told++);
  const before = store.get();
  expect(store.get()).toBe(before);
  writeFields(theirs, { label: 'wide gap', tags: ['gap'] });
  exchange(ours, theirs);
  expect(told).toBe(1);
  expect(store.get()).toMatchObject({ label: 'wide gap', tags: ['gap'] });
  stop();
  writeFields(ours, { label: null });
  expect(told).toBe(1);
  expect(store.get().label).toBeNull();
});

test('two who change a list at once both win', () => {
  const [ours, theirs] = [open(), open()];
  changeList(ours, 'tags', [], ['gap', 'ring']);
  exchange(ours, theirs);
  const seen = ['gap', 'ring'];
  changeList(ours, 'tags', seen, ['gap', 'ring', 'tilted']);
  changeList(theirs, 'tags', seen, ['ring', 'spiral']);
  exchange(ours, theirs);
  for (const doc of [ours, theirs]) expect(readFields(doc).tags).toEqual(['ring', 'spiral', 'tilted']);
});

test('a change that was begun before another arrived leaves that one alone', () => {
  const doc = open();
  changeList(doc, 'representatives', [], ['a', 'b']);
  const seen = readFields(doc).representatives;
  changeList(doc, 'representatives', seen, ['a', 'b', 'theirs']);
  changeList(doc, 'representatives', seen, ['b', 'ours']);
  expect(readFields(doc).representatives).toEqual(['b', 'ours', 'theirs']);
});
