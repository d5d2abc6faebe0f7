import { expect, test } from 'vitest';
import { alluvial, flowOf, ribbonPath } from './alluvial.ts';

const FLOWS = [
  { from: 0, to: 2, count: 50, stays: true },
  { from: 1, to: 0, count: 30, stays: true },
  { from: 1, to: 2, count: 10, stays: false },
  { from: -1, to: -1, count: 5, stays: true },
  { from: 0, to: 1, count: 5, stays: false },
];

test('bars are as high as they have samples; counterparts face each other, noise is last', () => {
  const { left, right } = alluvial(FLOWS, { height: 130, gap: 10 });
  expect(left.map(({ label, count, y, height }) => [label, count, y, height])).toEqual([
    [0, 55, 0, 55],
    [1, 40, 65, 40],
    [-1, 5, 115, 5],
  ]);
  expect(right.map(({ label, count }) => [label, count])).toEqual([
    [2, 60],
    [0, 30],
    [1, 5],
    [-1, 5],
  ]);
  expect(right.at(-1)!.y + right.at(-1)!.height).toBe(130);
});

test('ribbons fill their bars without crossing within one', () => {
  const { ribbons } = alluvial(FLOWS, { height: 130, gap: 10 });
  expect(ribbons.map(({ flow, y, height }) => [flow.from, flow.to, ...y, height])).toEqual([
    [0, 2, 0, 0, 50],
    [0, 1, 50, 110, 5],
    [1, 2, 65, 50, 10],
    [1, 0, 75, 70, 30],
    [-1, -1, 115, 125, 5],
  ]);
  expect(ribbonPath(ribbons[1]!, [0, 100])).toBe('M0,50C50,50 50,110 100,110L100,115C50,115 50,55 0,55Z');
});

test('nothing flows where there is nothing', () => {
  expect(alluvial([], { height: 100, gap: 10 })).toEqual({ left: [], right: [], ribbons: [] });
});

test('an address names a flow, or none', () => {
  expect(['0:-1', '12:3', '-2:1', '1', null].map(flowOf)).toEqual([
    { from: 0, to: -1 },
    { from: 12, to: 3 },
    null,
    null,
    null,
  ]);
});
