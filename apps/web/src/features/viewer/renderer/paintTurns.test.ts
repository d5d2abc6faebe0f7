// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { PaintTurns } from './paintTurns.ts';

/** As long as four frames would wait for. */
function hold(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until; );
}

test('what takes long is painted a frame each, in turn, and each once however often it asked', async () => {
  const turns = new PaintTurns();
  const painted: string[] = [];
  let frame = 0;
  const next = () => requestAnimationFrame(() => void (frame++ < 50 && next()));
  next();
  const paints = ['a', 'b', 'c'].map((name) => () => {
    painted.push(`${name} ${frame}`);
    hold(20);
  });
  for (const paint of [...paints, ...paints]) turns.ask(paint);
  await expect.poll(() => painted.length).toBe(3);
  const frames = painted.map((line) => Number(line.slice(2)));
  expect(painted.map((line) => line[0])).toEqual(['a', 'b', 'c']);
  expect(new Set(frames).size).toBe(3);
});

test('what takes no time is painted with the same frame, and what was taken back not at all', async () => {
  const turns = new PaintTurns();
  const painted: string[] = [];
  const [a, b, c] = ['a', 'b', 'c'].map((name) => () => void painted.push(name));
  for (const paint of [a!, b!, c!]) turns.ask(paint);
  turns.forget(b!);
  requestAnimationFrame(() => painted.push('frame over'));
  await expect.poll(() => painted).toEqual(['a', 'c', 'frame over']);
});
