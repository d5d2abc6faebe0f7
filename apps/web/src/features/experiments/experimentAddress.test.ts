import { expect, test } from 'vitest';
import { experimentNumberOf } from './experimentAddress.ts';

test.each([
  ['E-42', 42],
  ['e-7', 7],
  ['E-0042', 42],
  ['42', null],
  ['E-', null],
  ['E-4.2', null],
  ['RXhwZXJpbWVudDp4', null],
  // One more digit than a number of the API's can have.
  ['E-1234567890', null],
])('%s is the number %s', (text, number) => {
  expect(experimentNumberOf(text)).toBe(number);
});
