import { expect, test } from 'vitest';
import { formatArc, formatDegrees, formatHours } from './format.ts';

test('hours carry over and begin again after 24', () => {
  expect(formatHours(187.7059308)).toBe('12h 30m 49.423s');
  expect(formatHours(359.99999999)).toBe('00h 00m 00.000s');
  expect(formatHours(-15, 0)).toBe('23h 00m 00s');
});

test('degrees carry over and keep their sign, also between 0 and -1', () => {
  expect(formatArc(12.391123)).toBe('+12° 23′ 28.04″');
  expect(formatArc(-0.5)).toBe('\u221200° 30′ 00.00″');
  expect(formatArc(9.999999999)).toBe('+10° 00′ 00.00″');
  expect(formatDegrees(-1.23456789)).toBe('\u22121.234568°');
});
