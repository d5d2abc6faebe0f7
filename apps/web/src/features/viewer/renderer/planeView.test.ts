// @vitest-environment happy-dom
import { levelColors, levelThresholds, type Plane } from '@asterism/fits';
import { expect, test } from 'vitest';
import type { SteadyPainter } from './createPainter.ts';
import type { PaintJob, PaintTarget } from './painter.ts';
import { PlaneView } from './planeView.ts';
import { Pyramid } from './pyramid.ts';

const coloring = {
  thresholds: levelThresholds({ lower: 0, upper: 1, stretch: 'LINEAR' }),
  colors: levelColors({ colorMap: 'gray' }),
};
const plane = (width: number, height: number): Plane => ({
  data: Float32Array.from({ length: width * height }, (_, i) => i),
  width,
  height,
});

/** A view whose jobs are written down instead of painted. */
function recorder(maxSide = 8192) {
  const jobs: PaintJob[] = [];
  let cleared = 0;
  let again: (() => void) | null = null;
  const target: PaintTarget = {
    putImageData: () => undefined,
    drawImage: () => undefined,
    clearRect: () => {
      cleared += 1;
    },
  };
  const painter: SteadyPainter = {
    kind: 'CANVAS',
    maxSide,
    paint: (_, job) => void jobs.push(job),
    forget: () => undefined,
    dispose: () => undefined,
    onChange: (listener) => {
      again = listener;
      return () => {
        again = null;
      };
    },
  };
  const view = new PlaneView({ width: 0, height: 0, getContext: () => target }, painter);
  view.setDisplay(coloring);
  view.setSize({ width: 20, height: 20 }, 2);
  return { view, jobs, cleared: () => cleared, listener: () => again };
}

test('several changes are painted once, and what is picked lies where it is shown', async () => {
  const { view, jobs } = recorder();
  view.setPlane(new Pyramid(plane(10, 10)));
  view.setViewport({ centerX: 5, centerY: 5, scale: 4 });
  await expect.poll(() => jobs.length).toBe(1);
  expect(jobs[0]!.sampling.columns).toHaveLength(40);
  expect([view.pick(0, 0), view.pick(19, 19)]).toEqual([
    { x: 2, y: 7 },
    { x: 7, y: 2 },
  ]);
  expect(view.place({ x: 5, y: 4 })).toEqual({ px: 12, py: 12 });
  view.setViewport(null);
  expect(view.viewport).toEqual({ centerX: 5, centerY: 5, scale: 2 });
});

test('small pictures are made of means, also both sides of a difference', () => {
  const { view, jobs } = recorder();
  const [a, b] = [new Pyramid(plane(160, 160)), new Pyramid(plane(160, 160))];
  view.setPlane(a, b);
  view.paint();
  expect([jobs[0]!.plane, jobs[0]!.subtrahend]).toEqual([a.at(2), b.at(2)]);
  expect(Math.max(...jobs[0]!.sampling.columns)).toBe(39);
});

test('a plane larger than the card takes is shown in blocks, and that can be said', () => {
  const { view, jobs } = recorder(5);
  view.setPlane(new Pyramid(plane(16, 16)));
  view.setViewport({ centerX: 8, centerY: 8, scale: 10 });
  view.paint();
  expect([view.blockSide, jobs[0]!.plane.width]).toEqual([4, 4]);
});

test('without a plane there is nothing, and after disposing nothing is heard any more', () => {
  const { view, jobs, cleared, listener } = recorder();
  view.paint();
  expect([jobs.length, cleared() > 0, view.pick(1, 1)]).toEqual([0, true, null]);
  view.dispose();
  expect(listener()).toBeNull();
});
