import { expect, test } from 'vitest';
import { linesOf } from './mapDocument.ts';

test('what is said of a map goes on in another line before it leaves the picture', () => {
  const words = 'The two axes hold 74.4 % of the latents’ variance. '.repeat(4).trim();
  const lines = linesOf(words);
  expect(lines).toHaveLength(2);
  expect(lines.every((line) => line.length <= 125)).toBe(true);
  expect(lines.join(' ')).toBe(words);
  expect(linesOf('short')).toEqual(['short']);
});
