import { expect, test } from 'vitest';
import { float32Text } from '../index.ts';

test('as few digits as tell it from every other float32', () => {
  const show = (value: number) => float32Text(Math.fround(value));
  expect([0.1, 1 / 3, 16_777_216, 3.4028235e38, 1e-45, -0.25, 0].map(show)).toEqual([
    '0.1',
    '0.33333334',
    '16777216',
    '3.4028235e38',
    '1e−45',
    '−0.25',
    '0',
  ]);
  expect([Number.NaN, Infinity, -Infinity].map(float32Text)).toEqual(['NaN', '∞', '−∞']);
});

test('reads back as the same float32', () => {
  for (let i = 0; i < 5000; i++) {
    const value = Math.fround(Math.sin(i) * 10 ** ((i % 60) - 30));
    expect(Math.fround(Number(float32Text(value).replaceAll('\u2212', '-')))).toBe(value);
  }
});
