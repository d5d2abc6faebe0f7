import { expect, test } from 'vitest';
import { readSelection } from './useSelection.ts';

test('reads a label, noise among them, and an ID number; anything else is no choice', () => {
  const read = (query: string) => readSelection(new URLSearchParams(query));
  expect(read('cluster=2&sample=17')).toEqual({ cluster: 2, sample: 17 });
  expect(read('cluster=-1&sample=0')).toEqual({ cluster: -1, sample: 0 });
  expect(read('')).toEqual({ cluster: null, sample: null });
  expect(read('cluster=&sample=x')).toEqual({ cluster: null, sample: null });
  expect(read('cluster=-2&sample=-1')).toEqual({ cluster: null, sample: null });
  expect(read('cluster=1.5&sample=1e3')).toEqual({ cluster: null, sample: null });
});
