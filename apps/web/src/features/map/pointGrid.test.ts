import { expect, test } from 'vitest';
import { PointGrid } from './pointGrid.ts';

const POINTS = Float32Array.from(
  { length: 4000 },
  (_, i) => ((Math.floor(i / 2) * (i % 2 === 0 ? 7919 : 104_729)) % 2003) / 20.03,
);
const PART = { minX: 20, maxX: 40, minY: 50, maxY: 55 };

test('all points of a part are found, each once, and few beside it', () => {
  const grid = new PointGrid(POINTS);
  const found: number[] = [];
  grid.each(PART, (index) => void found.push(index));
  const within = Array.from({ length: 2000 }, (_, i) => i).filter((i) => {
    const [x, y] = [POINTS[i * 2]!, POINTS[i * 2 + 1]!];
    return x >= PART.minX && x <= PART.maxX && y >= PART.minY && y <= PART.maxY;
  });
  expect(within.length).toBeGreaterThan(10);
  expect(new Set(found).size).toBe(found.length);
  expect(found).toEqual(expect.arrayContaining(within));
  expect(found.length).toBeLessThan(200);
  expect(grid.countIn(PART)).toBe(found.length);
});

test('points in one place, one point and none have their cells', () => {
  expect(new PointGrid(Float32Array.of(3, 3, 3, 3)).countIn({ minX: 0, maxX: 9, minY: 0, maxY: 9 })).toBe(2);
  const none = new PointGrid(new Float32Array());
  expect([none.count, none.extent, none.countIn(PART)]).toEqual([0, null, 0]);
});
