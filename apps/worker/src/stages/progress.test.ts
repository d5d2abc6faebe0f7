import { expect, test } from 'vitest';
import { createProgressMeter } from './progress.ts';

test('the time left follows the speed since the work was taken up, not the share done before', () => {
  let ms = 0;
  const meter = createProgressMeter(() => ms);
  expect(meter.read()).toEqual({ fraction: 0, secondsLeft: null });
  meter.set(0.5);
  expect(meter.read()).toEqual({ fraction: 0.5, secondsLeft: null });
  ms = 10_000;
  meter.set(0.6);
  expect(meter.read().secondsLeft).toBeCloseTo(40, 9);
});

test('small steps are no news, until they add up', () => {
  const meter = createProgressMeter(() => 0);
  meter.set(0.1);
  expect(meter.isNews()).toBe(true);
  meter.set(0.103);
  expect(meter.isNews()).toBe(false);
  meter.set(0.106);
  expect(meter.isNews()).toBe(true);
});
