import { expect, test } from 'vitest';
import { divergingColor, inkOnDiverging } from './divergingColor.ts';

const channels = (color: string): number[] =>
  color.startsWith('#')
    ? [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
    : (color.match(/\d+/g) ?? []).map(Number);

/** Relative luminance, WCAG 2.2. */
const luminance = (color: string): number =>
  channels(color)
    .map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i]!, 0);

test('white at zero, and what is written on any colour can be read', () => {
  expect(divergingColor(0)).toBe('rgb(255 255 255)');
  expect([divergingColor(1), divergingColor(2)]).toEqual(['rgb(33 102 172)', 'rgb(33 102 172)']);
  for (let value = -1; value <= 1; value += 0.01) {
    const [dark, light] = [luminance(divergingColor(value)), luminance(inkOnDiverging(value))].sort(
      (a, b) => a - b,
    );
    expect((light! + 0.05) / (dark! + 0.05), String(value)).toBeGreaterThanOrEqual(4.5);
  }
});
