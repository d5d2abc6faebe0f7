import { expect, test } from 'vitest';
import { differencesBetween } from './differences.ts';

const shown = (before: string, after: string): string =>
  differencesBetween(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `+${text}+` : `-${text}-`))
    .join('');

test('what was added and removed is told in whole words', () => {
  expect(shown('One wide gap.\n', 'One narrow gap.\n')).toBe('One -wide-+narrow+ gap.\n');
  expect(shown('A gap.\n', 'A gap.\n\nSeen in #17.\n')).toBe('A gap.\n+\nSeen in #17.\n+');
  expect(shown('A gap.\nA ring.\n', 'A ring.\n')).toBe('-A gap.\n-A ring.\n');
});

test('equal texts, and nothing at all', () => {
  expect(differencesBetween('A gap.', 'A gap.')).toEqual([{ kind: 'same', text: 'A gap.' }]);
  expect(differencesBetween('', '')).toEqual([]);
  expect(differencesBetween('', 'A gap.')).toEqual([{ kind: 'added', text: 'A gap.' }]);
  expect(differencesBetween('A gap.', '')).toEqual([{ kind: 'removed', text: 'A gap.' }]);
});

test('two words in a long text are told apart, and not all between them', () => {
  const middle = Array.from({ length: 900 }, (_, i) => `Line ${i} of many about rings and gaps.\n`).join('');
  const pieces = differencesBetween(
    `One wide gap.\n${middle}It is red.\n`,
    `One narrow gap.\n${middle}It is blue.\n`,
  );
  expect(pieces.filter(({ kind }) => kind !== 'same').map(({ text }) => text)).toEqual([
    'wide',
    'narrow',
    'red',
    'blue',
  ]);
});

test('both texts can be had back from the pieces', () => {
  const words = ['gap', 'ring', '\n', ' wide', ' #17', '\n\n', 'é', '🌌', '**', ' '];
  let seed = 7;
  const next = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed;
  };
  const text = () => Array.from({ length: next() % 60 }, () => words[next() % words.length]).join('');
  for (let round = 0; round < 200; round++) {
    const [before, after] = [text(), text()];
    const pieces = differencesBetween(before, after);
    const but = (kind: string) =>
      pieces
        .filter((piece) => piece.kind !== kind)
        .map((piece) => piece.text)
        .join('');
    expect([but('added'), but('removed')]).toEqual([before, after]);
  }
});
