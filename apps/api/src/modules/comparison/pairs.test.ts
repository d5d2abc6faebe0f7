import { adjustedRandIndex } from '@asterism/ml/compare';
import { createRandom } from '@asterism/ml/random';
import { expect, test } from 'vitest';
import { type Joined, scorePair } from './pairs.ts';

/** Two labellings of which one in five samples differs. */
function joined(count: number): Joined {
  const random = createRandom(3);
  const first = Int32Array.from({ length: count }, () => random.int(4));
  return {
    indexes: Int32Array.from({ length: count }, (_, i) => i),
    first,
    second: first.map((label) => (random.next() < 0.2 ? random.int(4) : label)),
  };
}

test('as many samples as there are tell the index itself', () => {
  const pair = joined(300);
  expect(scorePair(pair, adjustedRandIndex, 300)).toEqual({
    value: adjustedRandIndex(pair.first, pair.second),
    isEstimate: false,
    standardError: null,
  });
  expect(scorePair(joined(1), adjustedRandIndex, 300).value).toBeNull();
});

test('of more, some that a fixed seed draws tell it, and how far it may be off', () => {
  const pair = joined(20_000);
  const exact = adjustedRandIndex(pair.first, pair.second);
  const found = scorePair(pair, adjustedRandIndex, 2000);
  expect(found.isEstimate).toBe(true);
  expect(found.value).not.toBe(exact);
  expect(found.standardError).toBeGreaterThan(0.001);
  expect(found.standardError).toBeLessThan(0.05);
  expect(Math.abs(found.value! - exact)).toBeLessThan(4 * found.standardError!);
  expect(scorePair(pair, adjustedRandIndex, 2000)).toEqual(found);
});
