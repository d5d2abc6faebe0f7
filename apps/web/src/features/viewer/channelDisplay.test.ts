import { expect, test } from 'vitest';
import { channelLimits, coloringOf, differenceLimits, differenceOf, levelRule } from './channelDisplay.ts';

const planes = [Float32Array.of(0, 1, 2), Float32Array.of(10, 20, 30), Float32Array.of(Number.NaN)];
const byRule = { limits: 'MIN_MAX', hand: [], isShared: false } as const;

test('each channel has its limits, by rule or by hand; one without values has none', () => {
  expect(channelLimits(planes, byRule)).toEqual([{ lower: 0, upper: 2 }, { lower: 10, upper: 30 }, null]);
  const hand = [null, { lower: 5, upper: 6 }];
  expect(channelLimits(planes, { ...byRule, hand })[1]).toEqual(hand[1]);
});

test('shared limits reach over all channels, or are the first by hand', () => {
  const all = { lower: 0, upper: 30 };
  expect(channelLimits(planes, { ...byRule, isShared: true })).toEqual([all, all, null]);
  const hand = [{ lower: 1, upper: 2 }];
  expect(channelLimits(planes, { ...byRule, isShared: true, hand })).toEqual([hand[0], hand[0], null]);
});

test('a difference is as wide to either side', () => {
  const values = differenceOf(Float32Array.of(1, 5, Number.NaN), Float32Array.of(4, 4, 4));
  expect([...values]).toEqual([-3, 1, Number.NaN]);
  expect(differenceLimits(values, 'MIN_MAX')).toEqual({ lower: -3, upper: 3 });
  expect(differenceLimits(Float32Array.of(Number.NaN), '99')).toBeNull();
});

test('colours by name become numbers', () => {
  const look = { stretch: 'LINEAR', colorMap: 'gray', isInverted: true, nanColor: '#ff8001' } as const;
  const { thresholds, colors } = coloringOf(levelRule({ lower: 0, upper: 255 }, look, planes[0]!), look);
  expect(thresholds[0]).toBe(0.5);
  expect([...colors.subarray(0, 3), ...colors.subarray(1024, 1027)]).toEqual([255, 255, 255, 255, 128, 1]);
});
