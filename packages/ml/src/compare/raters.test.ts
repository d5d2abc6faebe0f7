import { describe, expect, test } from 'vitest';
import reference from '../../fixtures/raters.json' with { type: 'json' };
import { balancedAccuracy, fleissKappa } from './index.ts';

describe.each(reference.cases)('$name', ({ counts, categories, ...theirs }) => {
  const ours = fleissKappa({ counts, categories });

  test('kappa is that of statsmodels, of unequal numbers of raters that of irrCAC', () => {
    expect(ours.kappa).toBeCloseTo(theirs.kappa, 9);
  });

  test('the interval is that of ten times as many bootstraps, as far as the draw goes', () => {
    expect(Math.abs(ours.low! - theirs.low)).toBeLessThan(0.025);
    expect(Math.abs(ours.high! - theirs.high)).toBeLessThan(0.025);
  });

  test('the same counts have the same interval, and items in another order the same kappa', () => {
    expect(fleissKappa({ counts, categories })).toEqual(ours);
    const rows = Array.from({ length: counts.length / categories }, (_, i) =>
      counts.slice(i * categories, (i + 1) * categories),
    );
    expect(fleissKappa({ counts: rows.reverse().flat(), categories }).kappa).toBeCloseTo(ours.kappa!, 12);
  });
});

test('the published table has the published kappa', () => {
  const { counts, categories } = reference.cases.find(({ name }) => name === 'published')!;
  expect(fleissKappa({ counts, categories }).kappa).toBeCloseTo(0.43, 3);
});

test('full agreement is 1', () => {
  expect(fleissKappa({ counts: [3, 0, 0, 3, 3, 0], categories: 2 })).toEqual({
    kappa: 1,
    low: 1,
    high: 1,
    missing: null,
  });
});

test.each([
  ['nothing', [], 'NO_ITEMS'],
  ['items that nobody rated', [0, 0, 0, 0], 'NO_ITEMS'],
  ['one rater', [1, 0, 0, 1, 1, 0], 'ONE_RATER'],
  ['an item each', [1, 0, 0, 1], 'ONE_RATER'],
  ['one category', [3, 0, 2, 0], 'ONE_CATEGORY'],
])('of %s there is no kappa, and why', (_name, counts, missing) => {
  expect(fleissKappa({ counts, categories: 2 })).toEqual({ kappa: null, low: null, high: null, missing });
});

test('counts that do not fill their rows are refused', () => {
  expect(() => fleissKappa({ counts: [1, 2, 3], categories: 2 })).toThrow(RangeError);
  expect(() => fleissKappa({ counts: [], categories: 0 })).toThrow(RangeError);
});

const scores = (items: number, right: number) => Array.from({ length: items }, (_, i) => Number(i < right));

test.each(reference.tellings)(
  '$hits of $members members and $rejections of $strangers strangers: the interval is statsmodels’',
  ({ members, hits, strangers, rejections, value, low, high }) => {
    const ours = balancedAccuracy(scores(members, hits), scores(strangers, rejections))!;
    expect(ours.value).toBeCloseTo(value, 12);
    expect(ours.low).toBeCloseTo(low, 9);
    expect(ours.high).toBeCloseTo(high, 9);
  },
);

test('whoever says the same of everything, or is never sure, is right by half', () => {
  expect(balancedAccuracy(scores(12, 12), scores(5, 0))?.value).toBe(0.5);
  expect(balancedAccuracy([0.5, 0.5], [0.5])?.value).toBe(0.5);
  expect(balancedAccuracy([], [1])).toBeNull();
});
