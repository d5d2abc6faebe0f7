import { describe, expect, test } from 'vitest';
import reference from '../../fixtures/channels.json' with { type: 'json' };
import { createRandom } from '../random/random.ts';
import { createChannelReport } from './report.ts';
import { sortFloats } from './sortFloats.ts';
import { channelStatistics } from './statistics.ts';

const numbers = (data: readonly (number | string | null)[]): Float32Array =>
  Float32Array.from(data, (value) => {
    if (value === null) return Number.NaN;
    return typeof value === 'number' ? value : value === 'inf' ? Infinity : -Infinity;
  });

function expectClose(
  found: readonly (number | null)[],
  wanted: readonly (number | null)[],
  relative: number,
) {
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, i) => {
    const other = wanted[i]!;
    if (other === null || value === null) expect(value).toBe(other);
    else expect(Math.abs(value - other)).toBeLessThanOrEqual(relative * Math.max(1, Math.abs(other)));
  });
}

describe.each(reference.cases)('as NumPy, pandas, astropy and scikit-image: $name', (c) => {
  const found = channelStatistics({ ...c, data: numbers(c.data) });
  test('covariance and correlation, of pairs over the pixels that are finite in both', () => {
    expectClose(found.covariance, c.statistics.covariance, 1e-10);
    expectClose(found.correlation, c.statistics.correlation, 1e-10);
  });
  test('entropy, dynamic range and empty share', () => {
    expectClose(found.entropy, c.statistics.entropy, 1e-12);
    expectClose(found.dynamicRange, c.statistics.dynamicRange, 1e-9);
    expectClose(found.emptyShare, c.statistics.emptyShare, 1e-12);
    expect(found.isConstant).toEqual(c.statistics.isConstant);
  });
});

test('samples together: Fisher z, the shares of channels and of principal components', () => {
  const { samples, channels, height, width, ...wanted } = reference.together;
  const builder = createChannelReport();
  for (const sample of samples)
    builder.add(channelStatistics({ data: numbers(sample), channels, height, width }));
  const report = builder.report()!;
  expectClose(report.correlation.flat(), wanted.correlation.flat(), 1e-10);
  expectClose(report.explainedVariance, wanted.explainedVariance, 1e-10);
  expectClose(report.componentVariance, wanted.componentVariance, 1e-10);
  expect(report.sampleCount).toBe(3);
});

test('large pictures and many channels are thinned, and the figures stay', () => {
  const random = createRandom(1);
  const side = 1500;
  const data = new Float32Array(2 * side * side);
  for (let i = 0; i < side * side; i++) {
    const source = Math.hypot((i % side) - 700, Math.floor(i / side) - 700) < 200 ? 10 : 0;
    data[i] = source + random.normal();
    data[side * side + i] = 0.5 * source + random.normal();
  }
  const whole = channelStatistics({ data, channels: 2, height: side, width: side });
  const share = (Math.PI * 200 ** 2) / side ** 2;
  expect(1 - whole.emptyShare[0]!).toBeCloseTo(share + 0.0027, 2);
  expect(whole.covariance[0]).toBeCloseTo(100 * share * (1 - share) + 1, 0);
  const many = channelStatistics({
    data: data.subarray(0, 64 * 180 * 180),
    channels: 64,
    height: 180,
    width: 180,
  });
  expect(many.covariance).toHaveLength((64 * 65) / 2);
  expect(() => channelStatistics({ data, channels: 65, height: 1, width: 1 })).toThrow(/1 to 64 channels/);
});

test('one pixel, and no pixel at all, are measured as nothing', () => {
  for (const height of [0, 1]) {
    const one = channelStatistics({ data: new Float32Array(2 * height), channels: 2, height, width: 1 });
    expect(one).toMatchObject({ covariance: [0, 0, 0], correlation: [null], dynamicRange: [0, 0] });
    expect(one).toMatchObject({ entropy: [0, 0], isConstant: [true, true], emptyShare: [1, 1] });
  }
});

test('floats of every kind are sorted as by comparison', () => {
  const random = createRandom(5);
  const values = Float32Array.from({ length: 5000 }, () => random.normal() * 10 ** (76 * random.next() - 38));
  values.set([0, -0, 1e-45, -1e-45, 3.4e38, -3.4e38]);
  const finite = values.filter(Number.isFinite);
  expect([...sortFloats(finite.slice())]).toEqual([...finite.slice().sort()]);
});
