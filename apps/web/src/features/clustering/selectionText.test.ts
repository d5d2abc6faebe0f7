import { expect, test } from 'vitest';
import { selectionOf, selectionText } from './selectionText.ts';

test('a selection goes into the address as ranges and comes back', () => {
  const selected = Uint32Array.of(0, 3, 4, 5, 9, 10, 150_000);
  expect(selectionText(selected)).toBe('0,3-5,9-10,150000');
  expect(selectionOf('0,3-5,9-10,150000')).toEqual(selected);
  expect(selectionText(new Uint32Array())).toBeNull();
});

test('where it is large it is not in the address', () => {
  expect(selectionText(Uint32Array.from({ length: 500 }, (_, i) => i * 2))).toBeNull();
  expect(selectionText(Uint32Array.from({ length: 5000 }, (_, i) => i))).toBe('0-4999');
});

test('what somebody writes there is read as far as it says something, in order and each once', () => {
  expect(selectionOf('9,2, x,4-3,2-3,1-99999999')).toEqual(Uint32Array.of(2, 3, 9));
  expect(selectionOf('0-9999999')).toHaveLength(0);
  expect(selectionOf(null)).toHaveLength(0);
});
