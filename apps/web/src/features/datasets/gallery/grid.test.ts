import { expect, test } from 'vitest';
import { gridOf, idNumber, moveFocus } from './grid.ts';

test('tiles share the width evenly; a phone keeps two columns', () => {
  expect(gridOf(1232, 100_000, 112)).toEqual({ columns: 10, side: 116, rowHeight: 146, rows: 10_000 });
  expect(gridOf(328, 5, 192)).toMatchObject({ columns: 2, side: 160, rows: 3 });
  const tallest = gridOf(358, 100_000, 192);
  expect(tallest.rows * tallest.rowHeight).toBeLessThan(17_800_000);
});

const press = (at: number, key: string, toEnds = false) =>
  moveFocus(at, { key, toEnds }, { columns: 4, count: 10, rowsInView: 2 });

test('keys move through a gallery of 4 + 4 + 2', () => {
  expect([
    press(3, 'ArrowRight'),
    press(4, 'ArrowLeft'),
    press(0, 'ArrowLeft'),
    press(9, 'ArrowRight'),
  ]).toEqual([4, 3, 0, 9]);
  expect([press(1, 'ArrowDown'), press(7, 'ArrowDown'), press(9, 'ArrowDown'), press(2, 'ArrowUp')]).toEqual([
    5, 9, 9, 2,
  ]);
  expect([
    press(5, 'Home'),
    press(5, 'End'),
    press(9, 'End'),
    press(5, 'Home', true),
    press(5, 'End', true),
  ]).toEqual([4, 7, 9, 0, 9]);
  expect([press(1, 'PageDown'), press(3, 'PageDown'), press(9, 'PageUp'), press(5, 'PageUp')]).toEqual([
    9, 9, 1, 1,
  ]);
  expect(press(1, 'a')).toBeNull();
});

test('an ID is read with and without its sign', () => {
  expect(['17', '#17', ' # 017 ', '', '#', '-1', '1.5', 'x'].map(idNumber)).toEqual([
    17,
    17,
    17,
    null,
    null,
    null,
    null,
    null,
  ]);
});
