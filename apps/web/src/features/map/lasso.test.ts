import { expect, test } from 'vitest';
import { pointsInPolygon } from './lasso.ts';
import { PointGrid } from './pointGrid.ts';

const inPolygon = (coordinates: Float32Array, polygon: readonly number[]) =>
  pointsInPolygon(new PointGrid(coordinates), polygon);

// A grid of 10 x 10 points at whole numbers and a half.
const GRID = Float32Array.from({ length: 200 }, (_, i) =>
  i % 2 === 0 ? ((i / 2) % 10) + 0.5 : Math.floor(i / 20) + 0.5,
);

/** By the definition: how often a line to the right crosses the polygon. */
function bySearch(coordinates: Float32Array, polygon: readonly number[]): number[] {
  const corners = polygon.length / 2;
  return Array.from({ length: coordinates.length / 2 }, (_, i) => i).filter((i) => {
    const [x, y] = [coordinates[i * 2]!, coordinates[i * 2 + 1]!];
    let crossings = 0;
    for (let a = 0; a < corners; a++) {
      const b = (a + 1) % corners;
      const [ax, ay, bx, by] = [polygon[a * 2]!, polygon[a * 2 + 1]!, polygon[b * 2]!, polygon[b * 2 + 1]!];
      if (ay > y !== by > y && x < ax + (y - ay) * ((bx - ax) / (by - ay))) crossings += 1;
    }
    return crossings % 2 === 1;
  });
}

test('points within a box are found in order', () => {
  expect([...inPolygon(GRID, [2, 3, 5, 3, 5, 5, 2, 5])]).toEqual([32, 33, 34, 42, 43, 44]);
});

test('a lasso that crosses itself leaves out what is enclosed twice', () => {
  const lasso = [1, 1, 9, 1, 9, 9, 1, 9, 1, 1, 4, 4, 7, 4, 7, 7, 4, 7, 4, 4];
  expect([...inPolygon(GRID, lasso)]).toEqual(bySearch(GRID, lasso));
  expect([...inPolygon(GRID, lasso)]).not.toContain(55);
});

test('drawn by hand, with hundreds of corners, it finds what the definition says', () => {
  const star = Array.from({ length: 400 }, (_, i) => {
    const turn = (Math.floor(i / 2) / 200) * 2 * Math.PI;
    const radius = 3 + Math.sin(turn * 7) * 1.4;
    return 5 + (i % 2 === 0 ? Math.cos(turn) : Math.sin(turn)) * radius;
  });
  const points = Float32Array.from({ length: 6000 }, (_, i) => ((i * 7919) % 1009) / 100.9);
  const found = [...inPolygon(points, star)];
  expect(found).toEqual(bySearch(points, star));
  expect(found.length).toBeGreaterThan(500);
});

test('a line, a point and nothing enclose nothing', () => {
  for (const polygon of [[], [1, 1], [1, 1, 5, 5], [1, 2, 9, 2, 5, 2]])
    expect(inPolygon(GRID, polygon)).toHaveLength(0);
  expect(inPolygon(new Float32Array(), [0, 0, 1, 0, 1, 1])).toHaveLength(0);
});

test('whatever is drawn over whatever lies there, it finds what the definition says', () => {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let round = 0; round < 60; round++) {
    // Also points on the lines between cells, and lassos that lead beyond all points or hold level and upright edges.
    const step = round % 3 === 0 ? 8 : 2 ** 20;
    const place = (least: number, span: number) => least + Math.floor(next() * span * step) / step;
    const points = Float32Array.from({ length: 2 * (1 + Math.floor(next() * 3000)) }, () => place(-4, 8));
    const lasso = Array.from({ length: 2 * (3 + Math.floor(next() * 40)) }, () => place(-6, 12));
    expect([...inPolygon(points, lasso)]).toEqual(bySearch(points, lasso));
  }
});
