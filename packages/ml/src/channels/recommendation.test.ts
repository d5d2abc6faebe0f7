import { expect, test } from 'vitest';
import { type ChannelMeasures, recommendChannels } from './recommendation.ts';
import { createChannelReport } from './report.ts';
import { channelStatistics } from './statistics.ts';

/** Unlike channels with something in them, but for what is said. */
function measures(channels: number, changes: Partial<ChannelMeasures> = {}): ChannelMeasures {
  const each = <T>(value: T): T[] => Array.from({ length: channels }, () => value);
  return {
    correlation: each(0).map((_, a) => each(0.3).map((r, b) => (a === b ? 1 : r))),
    explainedVariance: each(1 / channels),
    emptyShare: each(0.7),
    dynamicRange: each(40),
    constantShare: each(0),
    ...changes,
  };
}

const alike = (channels: number, ...pairs: [number, number, number][]): number[][] => {
  const matrix = measures(channels).correlation.map((row) => [...row]);
  for (const [a, b, r] of pairs) {
    matrix[a]![b] = r;
    matrix[b]![a] = r;
  }
  return matrix;
};

test('the channel that carries most is named; one that repeats another and one that is nearly empty are left out', () => {
  const found = recommendChannels(
    measures(4, {
      explainedVariance: [0.71, 0.16, 0.12, 0.01],
      correlation: alike(4, [1, 2, 0.9962], [0, 1, 0.9], [0, 2, 0.9]),
      emptyShare: [0.6, 0.6, 0.6, 0.97],
      dynamicRange: [42, 30, 30, 11],
    }),
  );
  expect(found).toEqual({
    keep: [0, 1],
    summary:
      'Keep 0 and 1: 0 carries 71 % of the variance; 2 repeats 1 (r = .99); 3 is nearly empty (97 % of its pixels are noise).',
  });
});

test('of two that are alike, also in the negative, the one with more variance stays', () => {
  const found = recommendChannels(
    measures(3, { explainedVariance: [0.2, 0.3, 0.5], correlation: alike(3, [0, 1, -0.985]) }),
  );
  expect(found.keep).toEqual([1, 2]);
  expect(found.summary).toContain('0 repeats 1 (r = \u2212.98)');
});

test('a channel is compared with those that are kept alone: a chain of likes is not left out whole', () => {
  const found = recommendChannels(
    measures(3, {
      explainedVariance: [0.5, 0.3, 0.2],
      correlation: alike(3, [0, 1, 0.99], [1, 2, 0.99], [0, 2, 0.95]),
    }),
  );
  expect(found.keep).toEqual([0, 2]);
});

test('a compact bright source is not empty, and a dim extended one neither', () => {
  const compact = recommendChannels(measures(2, { emptyShare: [0.999, 0.7], dynamicRange: [60, 12] }));
  expect(compact).toMatchObject({
    keep: [0, 1],
    summary: 'Keep both channels: 0 carries 50 % of the variance; none repeats another and none is empty.',
  });
});

test('constant channels are left out from half of the samples on', () => {
  const found = recommendChannels(measures(3, { constantShare: [0.49, 0.5, 1] }));
  expect(found.keep).toEqual([0]);
  expect(found.summary).toContain('1 has one value in 50 % of the samples; 2 has one value everywhere.');
});

test('one channel is kept whatever it holds, and of nothing but empty ones that which varies most', () => {
  expect(recommendChannels(measures(1)).summary).toBe(
    'Keep 0: there is no other channel, and it is not empty.',
  );
  const empty = { emptyShare: [0.996], dynamicRange: [10] };
  expect(recommendChannels(measures(1, empty))).toMatchObject({
    keep: [0],
    summary: expect.stringContaining('it is nearly empty'),
  });
  const all = measures(3, { constantShare: [1, 1, 1], explainedVariance: [0, 0.6, 0.4] });
  expect(recommendChannels(all)).toMatchObject({
    keep: [1],
    summary: expect.stringContaining('Every channel'),
  });
});

test('of sixty-four channels few are named', () => {
  const found = recommendChannels(
    measures(64, { emptyShare: Array(64).fill(0.99), dynamicRange: [30, ...Array(63).fill(9)] }),
  );
  expect(found.keep).toEqual([0]);
  expect(found.summary).toMatch(/; 55 more are empty or repeat another\.$/);
  expect(recommendChannels(measures(64)).summary).toContain('Keep all 64 channels');
});

test('samples of different numbers of channels are refused, and of nothing there is no report', () => {
  const builder = createChannelReport();
  expect(builder.report()).toBeNull();
  const of = (channels: number) =>
    channelStatistics({ data: new Float32Array(channels * 4), channels, height: 2, width: 2 });
  builder.add(of(2));
  expect(() => builder.add(of(3))).toThrow(/3 channels among those of 2/);
  expect(builder.report()).toMatchObject({
    keep: [0],
    correlation: [
      [1, 0],
      [0, 1],
    ],
    explainedVariance: [0, 0],
  });
});
