// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { followGestures } from './gestures.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

function panel() {
  const element = document.createElement('div');
  element.setPointerCapture = () => undefined;
  const calls: (readonly [string, ...(number | null)[]])[] = [];
  const round = (value: number) => Math.round(value * 1000) / 1000;
  stops.push(
    followGestures(element, {
      zoom: (px, py, factor) => void calls.push(['zoom', px, py, round(factor)]),
      pan: (dx, dy) => void calls.push(['pan', dx, dy]),
      fit: () => void calls.push(['fit']),
      point: (place) => void calls.push(place ? ['point', place.px, place.py] : ['point', null]),
    }),
  );
  const send = (kind: string, pointerId: number, clientX: number, clientY: number, pointerType = 'mouse') =>
    element.dispatchEvent(new PointerEvent(kind, { pointerId, clientX, clientY, pointerType }));
  return { element, calls, send };
}

test('a moving pointer points, a pressed one moves the image', () => {
  const { calls, send } = panel();
  send('pointermove', 1, 5, 6);
  send('pointerdown', 1, 5, 6);
  send('pointermove', 1, 8, 4);
  send('pointerup', 1, 8, 4);
  send('pointermove', 1, 9, 9);
  send('pointerleave', 1, 0, 0);
  expect(calls).toEqual([
    ['point', 5, 6],
    ['point', 5, 6],
    ['pan', 3, -2],
    ['point', 8, 4],
    ['point', 9, 9],
    ['point', null],
  ]);
});

test('two fingers zoom around their middle; a lifted finger leaves what it read', () => {
  const { calls, send } = panel();
  send('pointerdown', 1, 0, 0, 'touch');
  send('pointerdown', 2, 10, 0, 'touch');
  calls.length = 0;
  send('pointermove', 2, 20, 0, 'touch');
  send('pointerup', 2, 20, 0, 'touch');
  send('pointerleave', 2, 20, 0, 'touch');
  expect(calls).toEqual([
    ['zoom', 10, 0, 2],
    ['pan', 5, 0],
  ]);
});

test('the wheel zooms instead of scrolling; a double click shows all', () => {
  const { element, calls } = panel();
  const wheel = new WheelEvent('wheel', { deltaY: -100, cancelable: true });
  // happy-dom's wheel has no place.
  Object.assign(wheel, { clientX: 3, clientY: 4 });
  element.dispatchEvent(wheel);
  element.dispatchEvent(new MouseEvent('dblclick'));
  expect(wheel.defaultPrevented).toBe(true);
  expect(calls).toEqual([['zoom', 3, 4, 1.492], ['fit']]);
});
