import { expect, test } from 'vitest';
import { associationOrder } from './associationOrder.ts';

const of = (fact: string, isWarning: boolean, strength: number, pValue: number) => ({
  fact,
  isWarning,
  strength,
  pValue,
});

test('warnings come first, then the strongest, then the least likely by chance', () => {
  const given = [of('weak', false, 0.1, 0.5), of('strong', false, 0.9, 0.001), of('noise', true, 0.3, 0.01)];
  expect(associationOrder(given).map(({ fact }) => fact)).toEqual(['noise', 'strong', 'weak']);
  expect(given[0]?.fact).toBe('weak');
  const equal = [of('later', false, 0.5, 0.04), of('first', false, 0.5, 0.001)];
  expect(associationOrder(equal).map(({ fact }) => fact)).toEqual(['first', 'later']);
});
