import { expect, test } from 'vitest';
import { extentOf } from './pointGrid.ts';
import { pointColors, type ScatterData } from './scatterData.ts';
import { ScatterRenderer, type Surface } from './scatterRenderer.ts';
import { mapShapes } from './svgSurface.ts';
import { fitViewport, suitedAxes, toScreen, zoomAt } from './viewport.ts';

function recorder() {
  const points: {
    x: number;
    y: number;
    radius: number;
    color: string;
    filled: boolean;
    alpha: number;
    dash: number;
  }[] = [];
  let dash = 0;
  const pictures: { at: readonly number[]; color: string }[] = [];
  let at = { x: 0, y: 0, radius: 0 };
  const surface: Surface = {
    fillStyle: '',
    strokeStyle: '',
    lineWidth: 1,
    globalAlpha: 1,
    clearRect: () => {
      points.length = 0;
      pictures.length = 0;
    },
    beginPath: () => undefined,
    setTransform: () => undefined,
    setLineDash: (lengths: readonly number[]) => {
      dash = lengths.length;
    },
    moveTo: (x: number, y: number) => {
      at = { x, y, radius: 0 };
    },
    lineTo: () => undefined,
    closePath: () => undefined,
    drawImage: () => undefined,
    strokeRect: (...place) => void pictures.push({ at: place, color: String(surface.strokeStyle) }),
    arc: (x: number, y: number, radius: number) => {
      at = { x, y, radius };
    },
    fill: () =>
      void points.push({
        ...at,
        color: String(surface.fillStyle),
        filled: true,
        alpha: surface.globalAlpha,
        dash,
      }),
    stroke: () =>
      void points.push({
        ...at,
        color: String(surface.strokeStyle),
        filled: false,
        alpha: surface.globalAlpha,
        dash,
      }),
  };
  return { surface, points, pictures };
}

/** Stands for an image where there is no browser: the recorder never looks at it. */
class Picture implements ImageBitmap {
  width = 1;
  height = 1;
  close(): void {
    this.width = 0;
  }
}

const data = {
  coordinates: Float32Array.of(0, 0, 10, 0, 10, 5),
  ...pointColors(['red', 'blue', 'grey']),
  hollow: [false, false, true],
};

/** The map as SVG, everything in view. */
const svgOf = (drawn: ScatterData) =>
  mapShapes(
    { data: drawn, size: { width: 240, height: 240 }, axes: 'ONE', viewport: null, pictures: [] },
    () => '',
  );

test('all points are in view, y upwards, both axes on one scale; noise is hollow', () => {
  const { surface, points } = recorder();
  const renderer = new ScatterRenderer(surface);
  renderer.setSize({ width: 240, height: 240 }, 2);
  renderer.setData(data);
  expect(points.map(({ x, y }) => [x, y])).toEqual([
    [24, 168],
    [216, 168],
    [216, 72],
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
  expect([renderer.pick(26, 166), renderer.pick(214, 75), renderer.pick(120, 120)]).toEqual([0, 2, null]);
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

test('where each axis has its own scale, the points fill the view', () => {
  const { surface, points } = recorder();
  const renderer = new ScatterRenderer(surface);
  renderer.setSize({ width: 248, height: 148 }, 1);
  renderer.setData(data);
  renderer.setAxes('OWN');
  expect(points.map(({ x, y }) => [x, y])).toEqual([
    [24, 124],
    [224, 124],
    [224, 24],
  ]);
});

test('faded points stand back, except the marked one', () => {
  const { surface, points } = recorder();
  const renderer = new ScatterRenderer(surface);
  renderer.setSize({ width: 100, height: 100 }, 1);
  renderer.setData({ ...data, faded: [true, false, true] });
  renderer.mark(0);
  expect(points.map(({ alpha }) => alpha)).toEqual([0.12, 0.85, 0.12, 1]);
});

test('torn points are paler and broken rings, so that no colour is needed to tell them', () => {
  const { surface, points } = recorder();
  const renderer = new ScatterRenderer(surface);
  renderer.setSize({ width: 100, height: 100 }, 1);
  renderer.setData({ ...data, torn: [true, false, true] });
  expect(points.map(({ color, filled, alpha, dash }) => [color, filled, alpha, dash])).toEqual([
    ['red', false, 0.6, 2],
    ['blue', true, 0.85, 0],
    ['grey', false, 0.6, 2],
  ]);
  const svg = svgOf({ ...data, torn: [true, false, false] });
  expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
});

test('a chosen point is joined to others, beneath the points, and they are ringed above', () => {
  const { surface, points } = recorder();
  const renderer = new ScatterRenderer(surface);
  renderer.setSize({ width: 240, height: 240 }, 1);
  renderer.setData({ ...data, faded: [true, true, true], chosen: { index: 0, joined: [2, 7] } });
  // The line's two strokes end at the neighbour; the one that is not there is left out.
  expect(points.slice(0, 2).map(({ x, y, radius }) => [x, y, radius])).toEqual([
    [24, 168, 0],
    [24, 168, 0],
  ]);
  expect(points.slice(2, 5).map(({ alpha }) => alpha)).toEqual([0.12, 0.12, 0.12]);
  expect(points.slice(5).map(({ x, y, radius, alpha }) => [x, y, radius, alpha])).toEqual([
    [216, 72, 4, 0.85],
    [24, 168, 4, 0.85],
    [216, 72, 7, 1],
    [216, 72, 7, 1],
    [24, 168, 11, 1],
    [24, 168, 11, 1],
  ]);
  const svg = svgOf({ ...data, chosen: { index: 0, joined: [2] } });
  expect(svg.match(/<path d="M24.00 168.00L216.00 72.00" fill="none"/g)).toHaveLength(2);
});

test('pictures lie over their points, framed in the colour of the cluster', () => {
  const { surface, points, pictures } = recorder();
  const renderer = new ScatterRenderer(surface);
  renderer.setSize({ width: 248, height: 248 }, 1);
  const picture = new Picture();
  renderer.setData(data);
  renderer.setPictures([{ index: 0, image: picture }]);
  expect(pictures).toEqual([{ at: [24 - 17, 174 - 17, 34, 34], color: 'red' }]);
  expect(points).toHaveLength(3);
  expect([renderer.pick(24 + 16, 174 - 16), renderer.pick(24 + 18, 174)]).toEqual([0, null]);
});

test('what was selected stays, all others stand back; of what stood back before, it stands back too', () => {
  const { surface, points } = recorder();
  const renderer = new ScatterRenderer(surface);
  renderer.setSize({ width: 100, height: 100 }, 1);
  const alphas = () => points.map(({ alpha }) => alpha);
  renderer.setData({ ...data, selected: Uint32Array.of(1, 9) });
  expect(alphas()).toEqual([0.12, 0.85, 0.12]);
  renderer.setData({ ...data, selected: Uint32Array.of(0, 1), faded: [true, false, true] });
  expect(alphas()).toEqual([0.12, 0.85, 0.12]);
  renderer.setData({ ...data, selected: new Uint32Array() });
  expect(alphas()).toEqual([0.85, 0.85, 0.85]);
});

test('a lasso of pixels finds the points below it, and what is in view is known', () => {
  const renderer = new ScatterRenderer(recorder().surface);
  renderer.setSize({ width: 240, height: 240 }, 1);
  renderer.setData(data);
  expect([...renderer.within([200, 50, 230, 50, 230, 180, 200, 180])]).toEqual([1, 2]);
  expect([...renderer.within([200, 50, 230, 50, 230, 90, 200, 90])]).toEqual([2]);
  expect(renderer.inView()).toEqual([0, 1, 2]);
  renderer.setViewport(zoomAt(renderer.viewport, { width: 240, height: 240 }, 24, 168, 4));
  expect(renderer.inView()).toEqual([0]);
});

test('as SVG every point is a circle, and noise a ring', () => {
  const svg = svgOf(data);
  expect(svg.match(/<circle/g)).toHaveLength(3);
  expect(svg).toContain('<circle cx="24.00" cy="168.00" r="4.00" fill="red" opacity="0.85"/>');
  expect(svg).toContain('fill="none" stroke="grey"');
});

test('what is new is a diamond within a light and a dark ring, whatever its colour', () => {
  const { surface, points } = recorder();
  const renderer = new ScatterRenderer(surface);
  renderer.setSize({ width: 240, height: 240 }, 1);
  renderer.setData({ ...data, diamonds: [false, true, false] });
  const drawn = points.filter(({ radius }) => radius === 0);
  expect(drawn.map(({ color, filled }) => [color, filled])).toEqual([
    ['#14161a', false],
    ['#fffefc', false],
    ['blue', true],
  ]);
  const svg = svgOf({ ...data, diamonds: [false, true, false] });
  expect(svg.match(/<circle/g)).toHaveLength(2);
  expect(svg).toMatch(/<path d="M216.00 160.00L224.00 168.00L216.00 176.00L208.00 168.00Z" fill="blue"/);
});

test('zooming keeps what is under the pointer', () => {
  const size = { width: 200, height: 100 };
  const before = fitViewport(extentOf(data.coordinates), size, 'OWN');
  const [px, py] = toScreen(before, size, 10, 5);
  const after = zoomAt(before, size, px, py, 3);
  const [x, y] = toScreen(after, size, 10, 5);
  expect([x, y, after.scaleX]).toEqual([expect.closeTo(px), expect.closeTo(py), before.scaleX * 3]);
});

test('one point, or none, does not divide by zero', () => {
  expect(fitViewport(null, { width: 10, height: 10 }, 'ONE').scaleX).toBe(1);
  expect(
    Number.isFinite(fitViewport(extentOf(Float32Array.of(3, 3)), { width: 100, height: 100 }, 'ONE').scaleX),
  ).toBe(true);
});

test('flat maps have a scale for each axis, others one for both', () => {
  expect(suitedAxes(Float32Array.of(0, 0, 10, 5))).toBe('ONE');
  expect(suitedAxes(Float32Array.of(0, 0, 10, 1))).toBe('OWN');
  expect(suitedAxes(Float32Array.of(0, 0, 1, 10))).toBe('OWN');
  expect(suitedAxes(new Float32Array())).toBe('ONE');
});
