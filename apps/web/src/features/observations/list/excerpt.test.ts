import { expect, test } from 'vitest';
import { excerptOf } from './excerpt.ts';

test('marks are taken off, words and chips stay', () => {
  expect(excerptOf('## What it is\n\nOne **wide** gap in #17, see [@Ada](user:7) and E-42.\n')).toBe(
    'What it is One wide gap in #17, see @Ada and E-42.',
  );
  expect(excerptOf('- [x] look\n- [ ] look again\n\n> said\n')).toBe('look look again said');
  expect(excerptOf('| a | b |\n| --- | --- |\n| 1 | 2 |')).toBe('| a | b | | 1 | 2 |');
  expect(excerptOf('')).toBe('');
});

test('a long text is cut', () => {
  const text = excerptOf('gap '.repeat(10_000));
  expect(text.length).toBeLessThan(300);
  expect(text).toMatch(/gap…$/);
});
