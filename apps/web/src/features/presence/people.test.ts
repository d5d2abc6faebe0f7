import { expect, test } from 'vitest';
import { discColor, initials, othersFirst } from './people.ts';

test.each([
  ['Ada Lovelace', 'AL'],
  ['Demo', 'D'],
  ['  jean-baptiste de la Salle ', 'JS'],
  ['ada@example.org', 'AO'],
  ['李 明', '李明'],
  ['😀 Person', '😀P'],
  ['', '?'],
])('%s is %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});

test('a disc has a colour of its own that stays, on which white is read', () => {
  const ids = Array.from({ length: 200 }, (_, i) => `user-${i}`);
  const colors = new Set(ids.map(discColor));
  expect(colors.size).toBe(8);
  for (const color of colors) expect(contrastToWhite(color)).toBeGreaterThan(4.5);
  expect(discColor('user-7')).toBe(discColor('user-7'));
});

test('oneself comes last', () => {
  const member = (id: string) => ({ user: { id, name: id }, path: '', title: 'Home' });
  const order = othersFirst(['a', 'b', 'c'].map(member), 'b').map(({ user }) => user.id);
  expect(order).toEqual(['a', 'c', 'b']);
});

/** By WCAG 2's relative luminance. */
function contrastToWhite(hex: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * red! + 0.7152 * green! + 0.0722 * blue! + 0.05);
}
