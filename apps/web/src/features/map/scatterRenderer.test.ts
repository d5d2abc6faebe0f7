import { expect, test } from 'vitest';
import { ScatterRenderer, type Surface } from './scatterRenderer.ts';
import { fitViewport, toScreen, zoomAt } from './viewport.ts';

function recorder() {
  const points: { x: number; y: number; radius: number; color: string; filled: boolean }[] = [];
  let at = { x: 0, y: 0, radius: 0 };
  const surface: Surface = {
    fillStyle: '',
    strokeStyle: '',
    lineWidth: 1,
    globalAlpha: 1,
    clearRect: () => void points.splice(0),
    beginPath: () => undefined,
    setTransform: () => undefined,
    arc: (x: number, y: number, radius: number) => {
      at = { x, y, radius };
    },
    fill: () => void points.push({ ...at, color: String(surface.fillStyle), filled: true }),
    stroke: () => void points.push({ ...at, color: String(surface.strokeStyle), filled: false }),
  };
  return { surface, points };
}

const data = {
  coordinates: Float32Array.of(0, 0, 10, 0, 10, 5),
  colors: ['red', 'blue', 'grey'],
  hollow: [false, false, true],
};

test('all points are in view, y upwards, both axes on one scale; noise is hollow', () => {
  const { surface, points } = recorder();
  const renderer = new ScatterRenderer(surface);
  renderer.setSize({ width: 240, height: 240 }, 2);
  renderer.setData(data);
  expect(points.map(({ x, y }) => [x, y])).toEqual([
    [20, 170],
    [220, 170],
    [220, 70],
  ]);
  expect(points.map(({ color, filled }) => [color, filled])).toEqual([
    ['red', true],
    ['blue', true],
    ['grey', false],
  ]);
});

test('the nearest point is picked, within reach alone', () => {
  const renderer = new ScatterRenderer(recorder().surface);
  renderer.setSize({ width: 240, height: 240 }, 1);
  renderer.setData(data);
  expect([renderer.pick(24, 168), renderer.pick(214, 75), renderer.pick(120, 120)]).toEqual([0, 2, null]);
});

test('a marked point is drawn again, larger, and disposing leaves nothing', () => {
  const { surface, points } = recorder();
  const renderer = new ScatterRenderer(surface);
  renderer.setSize({ width: 100, height: 100 }, 1);
  renderer.setData(data);
  renderer.mark(1);
  expect(points.at(-1)).toMatchObject({ color: 'blue', radius: 7 });
  renderer.dispose();
  expect(points).toEqual([]);
});

test('zooming keeps what is under the pointer', () => {
  const size = { width: 200, height: 100 };
  const before = fitViewport(data.coordinates, size);
  const [px, py] = toScreen(before, size, 10, 5);
  const after = zoomAt(before, size, px, py, 3);
  const [x, y] = toScreen(after, size, 10, 5);
  expect([x, y, after.scale]).toEqual([expect.closeTo(px), expect.closeTo(py), before.scale * 3]);
});

test('one point, or none, does not divide by zero', () => {
  expect(fitViewport(new Float32Array(), { width: 10, height: 10 }).scale).toBe(1);
  expect(Number.isFinite(fitViewport(Float32Array.of(3, 3), { width: 100, height: 100 }).scale)).toBe(true);
});
