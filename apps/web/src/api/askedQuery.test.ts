import { expect, test } from 'vitest';
import { AskedQuery } from './askedQuery.ts';

const asked = (...queries: string[]) => {
  const made = new AskedQuery();
  made.draw('/compare', '');
  for (const query of queries) made.ask('/compare', query);
  return made;
};

test('a change goes out from the last that was asked for, although an earlier one is drawn and stands in the address', () => {
  const waiting = asked('a=1', 'a=1&b=2');
  expect(waiting.latest('/compare', '')).toBe('a=1&b=2');
  // By each that draws it.
  waiting.draw('/compare', 'a=1');
  waiting.draw('/compare', 'a=1');
  expect(waiting.latest('/compare', 'a=1')).toBe('a=1&b=2');
  waiting.draw('/compare', 'a=1&b=2');
  expect(waiting.latest('/compare', 'by=hand')).toBe('by=hand');
});

test('one that takes everything away is waited for as well', () => {
  expect(asked('a=1', '').latest('/compare', 'a=1')).toBe('');
});

test('after a link, to this page or another, the address counts', () => {
  const linked = asked('a=1', 'a=1&b=2');
  linked.draw('/compare', 'c=3');
  expect(linked.latest('/compare', 'c=3')).toBe('c=3');
  const left = asked('a=1');
  expect(left.latest('/data', '')).toBe('');
  left.draw('/data', '');
  expect(left.latest('/compare', '')).toBe('');
});
