import { expect, test } from 'vitest';
import { isArrow, towards } from './towards.ts';

// In the middle, right, far right, above, left of and below.
const CROSS = Float32Array.of(0, 0, 10, 2, 30, 0, 1, -8, -6, 7);

test('arrows go to the nearest point on their side, and stay where there is none', () => {
  expect(towards(CROSS, 0, 'ArrowRight')).toBe(1);
  expect(towards(CROSS, 1, 'ArrowRight')).toBe(2);
  expect(towards(CROSS, 2, 'ArrowRight')).toBe(2);
  expect(towards(CROSS, 0, 'ArrowUp')).toBe(3);
  expect(towards(CROSS, 0, 'ArrowDown')).toBe(4);
  expect(towards(CROSS, 0, 'ArrowLeft')).toBe(0);
  expect([isArrow('ArrowUp'), isArrow('Home')]).toEqual([true, false]);
});
