import { expect, test } from 'vitest';
import { binPlane, COLOR_MAP_NAMES, COLOR_MAPS, percentilesOf, renderPlane, STRETCHES } from '../index.ts';

test('bins are means without NaN; blocks at the edge are narrower', () => {
  const data = Float32Array.of(1, 2, 3, Number.NaN, 4, 5, 7, 8, 9);
  expect(binPlane({ data, width: 3, height: 3 }, 2)).toEqual({
    data: Float32Array.of(7 / 3, 4, 7.5, 9),
    width: 2,
    height: 2,
  });
  expect(binPlane({ data: new Float32Array(4).fill(Number.NaN), width: 2, height: 2 }, 2).data[0]).toBeNaN();
});

test('percentiles as NumPy, of what is finite', () => {
  const values = Float32Array.of(4, Number.NaN, 1, Number.POSITIVE_INFINITY, 3, 2);
  expect(percentilesOf(values, [0, 25, 50, 100])).toEqual([1, 1.75, 2.5, 4]);
  expect(percentilesOf(Float32Array.of(Number.NaN), [50])).toBeNull();
});

test('row 0 is at the bottom, what lies outside is clipped, NaN has its own colour', () => {
  const plane = { data: Float32Array.of(0, 10, Number.NaN, 99), width: 2, height: 2 };
  const pixels = renderPlane(plane, {
    lower: 0,
    upper: 10,
    stretch: 'LINEAR',
    colorMap: 'gray',
    nanColor: [1, 2, 3],
  });
  expect([...pixels]).toEqual([1, 2, 3, 255, 255, 255, 255, 255, 0, 0, 0, 255, 255, 255, 255, 255]);
});

test.each(STRETCHES)('%s rises', (stretch) => {
  const data = Float32Array.from({ length: 50 }, (_, i) => i / 49);
  const pixels = renderPlane(
    { data, width: 50, height: 1 },
    { lower: 0, upper: 1, stretch, colorMap: 'gray' },
  );
  const gray = [...data.keys()].map((i) => pixels[i * 4]!);
  expect([gray[0], gray[49]]).toEqual([0, 255]);
  expect(gray).toEqual([...gray].sort((a, b) => a - b));
});

test('a constant plane is drawn', () => {
  const plane = { data: new Float32Array(4).fill(3), width: 2, height: 2 };
  expect(renderPlane(plane, { lower: 3, upper: 3, stretch: 'ASINH', colorMap: 'inferno' }).length).toBe(16);
});

test.each(COLOR_MAP_NAMES)('%s has 256 colours', (name) => expect(COLOR_MAPS[name].length).toBe(768));
