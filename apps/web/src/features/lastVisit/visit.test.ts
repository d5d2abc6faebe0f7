import { expect, test } from 'vitest';
import { continued, readVisit, type Visit, withLooked } from './visit.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 4, 5, 9, minutes));
const iso = (minutes: number) => at(minutes).toISOString();
const first = continued(null, at(0));

test('the first visit has none before; it goes on while no half hour lies between', () => {
  expect(first).toEqual({ since: null, seen: iso(0), looked: [] });
  const later = continued(withLooked(first, 'a'), at(30));
  expect(later).toEqual({ since: null, seen: iso(30), looked: ['a'] });
  expect(continued(later, at(61))).toEqual({ since: iso(30), seen: iso(61), looked: [] });
});

test('what was looked at is kept once, the last five hundred', () => {
  const many = Array.from({ length: 600 }, (_, i) => String(i)).reduce(withLooked, first);
  expect([many.looked.length, many.looked[0], many.looked.at(-1)]).toEqual([500, '100', '599']);
  expect(withLooked(many, '599')).toBe(many);
});

test('what is kept is read again; anything else is none', () => {
  const kept: Visit = { since: iso(0), seen: iso(45), looked: ['a'] };
  expect(readVisit(JSON.stringify(kept))).toEqual(kept);
  for (const text of [null, '', '{', '[]', '{"since":"Tuesday","seen":null}'])
    expect(readVisit(text), String(text)).toBeNull();
});
