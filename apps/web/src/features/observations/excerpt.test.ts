import { expect, test } from 'vitest';
import { excerpt } from './excerpt.ts';

test.each([
  ['Discs with **one** wide _gap_ in #17 of E-42.', 'Discs with one wide gap in #17 of E-42.'],
  ['## What it is\n\n- [ ] look at #3\n- [x] done\n1. one', 'What it is look at #3 done one'],
  ['> said [@Ada](user:VXNlcjox) of [this](https://example.org/a_b)', 'said @Ada of this'],
  ['| Ring | Gap |\n| --- | :-: |\n| 1 | `.45` |', 'Ring Gap 1 .45'],
  ['![gap](/blobs/demo/ab?format=png)\n\n---\n\n```js\nx\n```\n\n$$\nx^2\n$$', 'x x^2'],
  ['2 \\* 3, a\\_b, snake_case and \\#17', '2 * 3, a_b, snake_case and #17'],
  ['', ''],
])('%j', (markdown, words) => {
  expect(excerpt(markdown)).toBe(words);
});

test('a long text is cut between words', () => {
  expect(excerpt('one two three four', 10)).toBe('one two …');
  expect(excerpt('a'.repeat(50), 10)).toBe(`${'a'.repeat(5)} …`);
  expect(excerpt(`one ${'[](/a)'.repeat(20)} two`, 10)).toBe('one …');
});
