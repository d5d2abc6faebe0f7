import { expect, test } from 'vitest';
import { type Begun, hear } from './keySequence.ts';

const KNOWN = ['n', 'd', 'g h', 'g d'];

/** What is heard of keys that come so many milliseconds after each other. */
function heard(keys: string, everyMs = 200): (string | null)[] {
  let begun: Begun | null = null;
  return [...keys].map((key, i) => {
    const answer = hear(begun, { key, at: i * everyMs }, KNOWN);
    begun = answer.begun;
    return answer.keys;
  });
}

test('two keys in a row go before the second alone, once', () => {
  expect(heard('gdd')).toEqual([null, 'g d', 'd']);
  expect(heard('gh')).toEqual([null, 'g h']);
});

test('the second alone is heard where the two mean nothing or are too far apart', () => {
  expect(heard('gn')).toEqual([null, 'n']);
  expect(heard('gd', 2000)).toEqual([null, 'd']);
  expect(heard('ggd')).toEqual([null, null, 'g d']);
  expect(heard('xh')).toEqual([null, null]);
});
