import { expect, test } from 'vitest';
import { readLeftOffers, withLeft, withoutLeft } from './leftOffers.ts';

test('what cannot be read is nothing', () => {
  expect(readLeftOffers(null)).toEqual([]);
  expect(readLeftOffers('{')).toEqual([]);
  expect(readLeftOffers('{"a": 1}')).toEqual([]);
  expect(readLeftOffers('["a b"]')).toEqual(['a b']);
});

test('an offer is kept once, and is offered again when it is asked for or long ago', () => {
  expect(withLeft(['a', 'b'], 'a')).toEqual(['b', 'a']);
  expect(withoutLeft(['a', 'b'], 'a')).toEqual(['b']);
  const many = Array.from({ length: 200 }, (_, i) => String(i));
  expect(withLeft(many, 'new')).toHaveLength(200);
  expect(withLeft(many, 'new')[0]).toBe('1');
});
