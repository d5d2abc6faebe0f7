import { expect, test } from 'vitest';
import { combine, modeOf } from './selection.ts';

const of = (...indexes: number[]) => Uint32Array.from(indexes);

test('a selection takes the place of the one before, adds to it, or takes away from it', () => {
  expect(combine(of(1, 5), of(2), 'REPLACE')).toEqual(of(2));
  expect(combine(of(1, 5, 9), of(0, 5, 6, 12), 'ADD')).toEqual(of(0, 1, 5, 6, 9, 12));
  expect(combine(of(1, 5, 9), of(0, 5, 9), 'TAKE')).toEqual(of(1));
  expect(combine(of(), of(3), 'ADD')).toEqual(of(3));
  expect(combine(of(), of(3), 'TAKE')).toEqual(of());
});

test('Shift adds, Alt takes away', () => {
  expect(
    [
      [false, false],
      [true, false],
      [false, true],
    ].map(([shiftKey, altKey]) => modeOf({ shiftKey: shiftKey!, altKey: altKey! })),
  ).toEqual(['REPLACE', 'ADD', 'TAKE']);
});
