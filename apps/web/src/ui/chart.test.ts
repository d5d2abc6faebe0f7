import { expect, test } from 'vitest';
import { logTicks, roundTicks, wholeTicks } from './chart.ts';

test('ticks stand at whole numbers, the first and the last among them', () => {
  expect(wholeTicks(1, 4)).toEqual([1, 2, 3, 4]);
  expect(wholeTicks(1, 20)).toEqual([1, 5, 10, 15, 20]);
  expect(wholeTicks(1, 30)).toEqual([1, 5, 10, 15, 20, 25, 30]);
  expect(wholeTicks(1, 2000)).toEqual([1, 500, 1000, 1500, 2000]);
  expect(wholeTicks(3, 3)).toEqual([3]);
});

test('a logarithmic axis ends at round values around the data, with ticks between', () => {
  expect(logTicks(0.0017, 0.021)).toEqual([0.001, 0.002, 0.005, 0.01, 0.02, 0.05]);
  expect(logTicks(0.0233, 0.0323)).toEqual([0.02, 0.025, 0.03, 0.04]);
  expect(logTicks(2e-6, 0.9)).toEqual([1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1]);
  expect(logTicks(0, 5)).toBeNull();
});

test('axes have round ticks around the values', () => {
  expect(roundTicks(0.0024, 0.0214)).toEqual([0, 0.005, 0.01, 0.015, 0.02, 0.025]);
  expect(roundTicks(0.19, 0.577)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);
  expect(roundTicks(-0.03, 0.02)).toEqual([-0.03, -0.02, -0.01, 0, 0.01, 0.02]);
  expect(roundTicks(0.5, 0.5)).toEqual([0.5, 0.6]);
});
