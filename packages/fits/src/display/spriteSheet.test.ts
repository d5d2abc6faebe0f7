import { expect, test } from 'vitest';
import { spriteCode, spriteValues } from './spriteSheet.ts';

test('a code stands for the value that was given it, within half a step', () => {
  const values = spriteValues(-2, 8);
  expect(values[0]).toBeNaN();
  expect(values[1]).toBe(-2);
  expect(values[255]).toBeCloseTo(8, 5);
  for (let code = 1; code < 256; code++) expect(spriteCode(values[code]!, -2, 8)).toBe(code);
  // Noise of a hundredth of the range has some ten codes.
  expect(spriteCode(-1.9, -2, 8) - spriteCode(-2, -2, 8)).toBeGreaterThan(7);
});

test('what is not finite has the code 0; what lies outside or has no range is clipped', () => {
  expect([Number.NaN, Number.POSITIVE_INFINITY].map((value) => spriteCode(value, 0, 1))).toEqual([0, 0]);
  expect([-5, 5].map((value) => spriteCode(value, 0, 1))).toEqual([1, 255]);
  expect(spriteCode(3, 3, 3)).toBe(1);
  expect(spriteValues(3, 3)[1]).toBe(3);
});
