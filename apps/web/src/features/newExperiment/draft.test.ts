import { beforeEach, expect, test } from 'vitest';
import { type Draft, dropDraft, keepDraft, keptDraft } from './draft.ts';
import { NOTHING_RECOMMENDED, recommendedForm } from './values.ts';

const values = recommendedForm(NOTHING_RECOMMENDED, 90);
const draft: Draft = { workspaceId: 'w', datasetVersionId: 'v', from: null, channels: null };

let kept: Map<string, string>;
let storage: Pick<Storage, 'getItem' | 'setItem'>;
beforeEach(() => {
  kept = new Map();
  storage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  };
});

test('what was typed is there again, for its workspace, data and beginning alone', () => {
  keepDraft(storage, draft, { ...values, name: 'Half' }, 1);
  expect(keptDraft(storage, draft)?.name).toBe('Half');
  for (const other of [{ workspaceId: 'x' }, { datasetVersionId: 'x' }, { from: 'E-6' }, { channels: '0.1' }])
    expect(keptDraft(storage, { ...draft, ...other })).toBeNull();
  dropDraft(storage, draft);
  expect(keptDraft(storage, draft)).toBeNull();
});

test('twenty are kept, the newest', () => {
  for (let i = 0; i < 25; i++) keepDraft(storage, { ...draft, datasetVersionId: `v${i}` }, values, i);
  const there = Array.from({ length: 25 }, (_, i) =>
    keptDraft(storage, { ...draft, datasetVersionId: `v${i}` }),
  );
  expect(there.map((one) => one !== null).indexOf(true)).toBe(5);
  expect(there.filter(Boolean)).toHaveLength(20);
});

test('what is of no form, or of one of another time, is passed over', () => {
  for (const text of [
    '{',
    '[]',
    '"x"',
    JSON.stringify({ 'v||': { values: { ...values, models: [] }, at: 1 } }),
  ]) {
    kept.set('asterism.newExperiment.w', text);
    expect(keptDraft(storage, draft), text).toBeNull();
  }
  keepDraft(storage, draft, values, 2);
  expect(keptDraft(storage, draft)).toEqual(values);
});
