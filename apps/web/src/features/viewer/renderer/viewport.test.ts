import { expect, test } from 'vitest';
import { levelFor, Pyramid } from './pyramid.ts';
import { sampleViewport } from './sampling.ts';
import { fitViewport, panBy, toImage, toPanel, zoomAt } from './viewport.ts';

const image = { width: 100, height: 50 };
const panel = { width: 200, height: 200 };

test('the whole image fits, row 0 at the bottom', () => {
  const fit = fitViewport(image, panel);
  expect(fit).toEqual({ centerX: 50, centerY: 25, scale: 2 });
  expect(toImage(fit, panel, 0, 150)).toEqual({ x: 0, y: 0 });
  expect(toPanel(fit, panel, 100, 50)).toEqual({ px: 200, py: 50 });
});

test('zooming keeps what is under the pointer, and zooming out ends with the whole', () => {
  const fit = fitViewport(image, panel);
  const near = zoomAt(fit, image, panel, { px: 20, py: 140, factor: 3 })!;
  expect(near.scale).toBe(6);
  const { x, y } = toImage(fit, panel, 20, 140);
  expect(toImage(near, panel, 20, 140)).toEqual({ x: expect.closeTo(x), y: expect.closeTo(y) });
  expect(zoomAt(near, image, panel, { px: 0, py: 0, factor: 0.2 })).toBeNull();
  expect(zoomAt(near, image, panel, { px: 0, py: 0, factor: 1e9 })!.scale).toBe(64);
});

test('the image follows the pointer and cannot be lost', () => {
  const near = { centerX: 50, centerY: 25, scale: 4 };
  expect(panBy(near, image, 8, 4)).toEqual({ centerX: 48, centerY: 26, scale: 4 });
  expect(panBy(near, image, -4000, -4000)).toEqual({ centerX: 100, centerY: 0, scale: 4 });
});

test('each device pixel shows the nearest pixel, and none outside', () => {
  const canvas = { width: 6, height: 4, ratio: 1 };
  const { columns, rows } = sampleViewport(
    { centerX: 1, centerY: 1, scale: 2 },
    { width: 2, height: 2 },
    canvas,
    1,
  );
  expect([...columns]).toEqual([-1, 0, 0, 1, 1, -1]);
  expect([...rows]).toEqual([1, 1, 0, 0]);
  const half = sampleViewport(
    { centerX: 4, centerY: 4, scale: 0.5 },
    { width: 8, height: 8 },
    { ...canvas, width: 4 },
    2,
  );
  expect([...half.columns]).toEqual([0, 1, 2, 3]);
});

test('small pictures show means', () => {
  const pyramid = new Pyramid({ data: Float32Array.of(0, 2, 4, Number.NaN), width: 2, height: 2 });
  expect([...pyramid.at(1).data]).toEqual([2]);
  expect(pyramid.at(5)).toBe(pyramid.at(1));
  expect([1, 0.8, 0.5, 0.3, 0.25, 8].map(levelFor)).toEqual([0, 0, 1, 2, 2, 0]);
  const wide = new Pyramid({ data: new Float32Array(5), width: 5, height: 1 });
  expect([8, 5, 3, 2, 1].map((side) => wide.levelWithin(side))).toEqual([0, 0, 1, 2, 3]);
});
