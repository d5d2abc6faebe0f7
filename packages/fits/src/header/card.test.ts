import { expect, test } from 'vitest';
import { parseCard } from './card.ts';
import { parseHeader } from './header.ts';

test.each([
  ['SIMPLE  =                    T / yes', { keyword: 'SIMPLE', value: true, comment: 'yes' }],
  ["OBJECT  = 'it''s here'         / a / b", { value: "it's here", comment: 'a / b' }],
  ["OBJECT  = '  lead  '", { value: '  lead' }],
  ["OBJECT  = ''", { value: '' }],
  ['EXPTIME =              1.5D+03', { value: 1500 }],
  ['FREE    = -.5E-2/tight', { value: -0.005, comment: 'tight' }],
  ['BIG     = 12345678901234567890', { value: 12345678901234567890n }],
  ['UNDEF   =                      / nothing', { value: null, comment: 'nothing' }],
  ['CMPLX   = (1.0, -2.0)', { value: '(1.0, -2.0)', complex: [1, -2] }],
  ['CMPLX   = (1,2.5D3) / w', { value: '(1,2.5D3)', complex: [1, 2500], comment: 'w' }],
  ['CMPLX   = (1, two)', { value: '(1, two)', isValid: false }],
  ["PAIR    = '(1, 2)'", { value: '(1, 2)', isValid: true }],
  ['INFINITE= 1E999', { value: Number.POSITIVE_INFINITY, isValid: true }],
  ['LONGINT = -9007199254740993', { value: -9007199254740993n }],
  ['HIERARCH  no value here', { keyword: 'HIERARCH', value: null, comment: '  no value here' }],
  ["HIERARCH ESO 'A' = 'b / c' / d", { keyword: "ESO 'A'", value: 'b / c', comment: 'd' }],
  [
    '        a comment without a keyword',
    { keyword: '', value: null, comment: 'a comment without a keyword' },
  ],
  ["NOSPACE ='text'", { keyword: 'NOSPACE', value: null, comment: "='text'" }],
  ["QUOTES  = 'a'''", { value: "a'", isValid: true }],
  ["QUOTES  = ''''", { value: "'", isValid: true }],
  ['HIERARCH ESO DET  WIN = 5 / w', { keyword: 'ESO DET WIN', value: 5, comment: 'w' }],
  ['COMMENT = not a value', { keyword: 'COMMENT', value: null, comment: '= not a value' }],
  ['HISTORY made', { keyword: 'HISTORY', comment: 'made' }],
  ['ODD     = what is this', { value: 'what is this', isValid: false }],
  ["OPEN    = 'never closed", { value: 'never closed', isValid: false }],
])('%s', (text, expected) => {
  expect(parseCard(text.padEnd(80))).toMatchObject(expected);
});

test('long strings go on over CONTINUE', () => {
  const header = parseHeader(
    ["A       = 'one &'", "CONTINUE  'two &' / x", "CONTINUE  'three' / y", 'B       = 1'].map((c) =>
      c.padEnd(80),
    ),
  );
  expect(header.get('A')).toBe('one two three');
  expect(header.cards.map((card) => card.keyword)).toEqual(['A', 'B']);
});

test('CONTINUE that continues nothing is a card of its own', () => {
  const header = parseHeader(["A       = 'one'", "CONTINUE  'two' / x"].map((c) => c.padEnd(80)));
  expect(header.get('A')).toBe('one');
  expect(header.cards[1]).toMatchObject({ keyword: 'CONTINUE', value: 'two', comment: 'x' });
});

test('a long comment goes on behind empty strings', () => {
  const header = parseHeader(
    ["A       = 'one&' / first", "CONTINUE  '&' / second", "CONTINUE  '' / third"].map((c) => c.padEnd(80)),
  );
  expect(header.cards).toEqual([
    { keyword: 'A', value: 'one', comment: 'first second third', isValid: true },
  ]);
});

test('the first of two cards wins', () => {
  expect(parseHeader(['A       = 2', 'A       = 3'].map((c) => c.padEnd(80))).get('A')).toBe(2);
});
