import { expect, test } from 'vitest';
import {
  applyStretch,
  COLOR_MAPS,
  levelColors,
  levelThresholds,
  renderSampling,
  STRETCHES,
  valueAtBrightness,
} from '../index.ts';
import { levelFinder } from './levels.ts';

test.each(STRETCHES.filter((kind) => kind !== 'HISTOGRAM'))(
  '%s: every value gets the level nearest to its brightness',
  (stretch) => {
    const levelOf = levelFinder(levelThresholds({ lower: -2, upper: 6, stretch }));
    for (let i = 0; i <= 5000; i++) {
      const value = Math.fround(-2.5 + (9 * i) / 5000);
      const brightness = applyStretch(stretch, Math.min(Math.max((value + 2) / 8, 0), 1));
      // A value within a float32's rounding of the border between two levels may have either.
      expect(Math.abs(levelOf(value) - brightness * 255)).toBeLessThan(0.5 + 2e-3);
    }
    expect([levelOf(-Infinity), levelOf(Infinity)]).toEqual([0, 255]);
  },
);

test('a constant plane is dark, and what is above a single limit is bright', () => {
  const levelOf = levelFinder(levelThresholds({ lower: 3, upper: 3, stretch: 'LOG' }));
  expect([2, 3, 3.0000002384185791, 4].map(levelOf)).toEqual([0, 0, 255, 255]);
  const atZero = levelFinder(levelThresholds({ lower: 0, upper: 0, stretch: 'LOG' }));
  expect([-1, 0, 1e-30].map(atZero)).toEqual([0, 0, 255]);
  const noDifference = { lower: -0, upper: 0, stretch: 'LINEAR', isSymmetric: true } as const;
  expect([-1, 0, 1].map(levelFinder(levelThresholds(noDifference)))).toEqual([0, 128, 255]);
});

test('differences are white at zero and equally strong to both sides', () => {
  const rule = { lower: -4, upper: 4, stretch: 'ASINH', isSymmetric: true } as const;
  const levelOf = levelFinder(levelThresholds(rule));
  for (const value of [0.01, 0.3, 1, 3.9])
    expect(Math.abs(levelOf(value) + levelOf(-value) - 255)).toBeLessThanOrEqual(1);
  const colors = levelColors({ colorMap: 'difference' });
  expect([...colors.subarray(levelOf(0) * 4, levelOf(0) * 4 + 3)]).toEqual([255, 255, 255]);
  expect(valueAtBrightness(rule, 0.5)).toBe(0);
});

test('brightness to value, with its ends', () => {
  const rule = { lower: 1, upper: 3, stretch: 'SQRT' } as const;
  expect([0, 0.5, 1].map((brightness) => valueAtBrightness(rule, brightness))).toEqual([1, 1.5, 3]);
});

test('colours may run the other way; the 257th is that of NaN', () => {
  const colors = levelColors({ colorMap: 'viridis', isInverted: true, nanColor: [1, 2, 3] });
  expect([...colors.subarray(0, 4)]).toEqual([...COLOR_MAPS.viridis.subarray(255 * 3), 255]);
  expect([...colors.subarray(1024)]).toEqual([1, 2, 3, 255]);
});

test('a sampling repeats, leaves out and subtracts', () => {
  const plane = { data: Float32Array.of(0, 1, 2, Number.NaN), width: 2, height: 2 };
  const other = { data: Float32Array.of(0, 0, 2, 1), width: 2, height: 2 };
  const coloring = {
    thresholds: levelThresholds({ lower: 0, upper: 2, stretch: 'LINEAR' }),
    colors: levelColors({ colorMap: 'gray', nanColor: [9, 9, 9] }),
  };
  const sampling = { columns: Int32Array.of(-1, 0, 1, 1), rows: Int32Array.of(1, 0) };
  const red = (pixels: Uint8Array) => [...pixels].filter((_, i) => i % 4 === 0);
  const shown = renderSampling(plane, sampling, coloring);
  expect(red(shown)).toEqual([0, 255, 9, 9, 0, 0, 128, 128]);
  expect(shown[3]).toBe(0);
  expect(red(renderSampling(plane, sampling, coloring, other))).toEqual([0, 0, 9, 9, 0, 0, 128, 128]);
});
