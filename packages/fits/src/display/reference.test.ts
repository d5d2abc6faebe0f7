import { expect, test } from 'vitest';
import { invertStretch, levelThresholds, sortedSample, zscaleLimits } from '../index.ts';
import reference from './fixtures/displayReference.json' with { type: 'json' };
import { levelFinder } from './levels.ts';

/** As make_display_reference.py generates them. */
function generate({ seed, count, kind }: { seed: number; count: number; kind: string }): Float32Array {
  let x = seed;
  const next = () => {
    x = (Math.imul(1_664_525, x) + 1_013_904_223) >>> 0;
    return x / 2 ** 32;
  };
  const values = Float64Array.from({ length: count }, () => {
    const row = Array.from({ length: 12 }, next);
    return kind === 'uniform' ? row[0]! : row.reduce((sum, value) => sum + value, 0) - 6;
  });
  for (let i = 0; i < count; i++) {
    if (kind === 'stars' && i % 37 === 0) values[i]! += 500;
    if (kind === 'gaps' && i % 5 === 0) values[i] = Number.NaN;
    if (kind === 'gaps' && i === 7) values[i] = Number.POSITIVE_INFINITY;
    if (kind === 'constant') values[i] = 2.5;
    if (kind === 'many bright' && i < Math.floor((count * 2) / 3)) values[i]! *= 1000;
  }
  return Float32Array.from(values);
}

test.each(reference.zscale)('zscale of $count values, $kind, as astropy', ({ lower, upper, ...made }) => {
  const limits = zscaleLimits(generate(made))!;
  const range = Math.max(upper - lower, 1e-30);
  expect(Math.abs(limits.lower - lower) / range).toBeLessThan(1e-6);
  expect(Math.abs(limits.upper - upper) / range).toBeLessThan(1e-6);
});

test('zscale of nothing finite', () => {
  expect(zscaleLimits(Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY))).toBeNull();
});

const { y, ...inverse } = reference.inverse;
test.each(Object.entries(inverse) as [keyof typeof inverse, number[]][])(
  '%s is inverted as by astropy',
  (kind, expected) => {
    for (const [i, brightness] of y.entries())
      expect(invertStretch(kind, brightness)).toBeCloseTo(expected[i]!, 12);
  },
);

test('HISTOGRAM gives the levels of astropy’s HistEqStretch', () => {
  const { brightness, ...made } = reference.histogram;
  const values = generate(made);
  const sorted = sortedSample(values);
  const levelOf = levelFinder(
    levelThresholds({ lower: sorted[0]!, upper: sorted.at(-1)!, stretch: 'HISTOGRAM', sorted }),
  );
  for (const [i, expected] of brightness.entries())
    expect(Math.abs(levelOf(values[i]!) - expected * 255)).toBeLessThanOrEqual(0.51);
});
