import { expect, test } from 'vitest';
import { tilesOfSheet } from './sheetCodes.ts';

test('tiles are taken out of their sheet one after another', () => {
  // Two rows of two tiles of 2 x 2; the fourth is empty.
  const grey = [1, 1, 2, 2, 1, 1, 2, 2, 3, 4, 0, 0, 5, 6, 0, 0];
  const rgba = Uint8ClampedArray.from(grey.flatMap((value) => [value, value, value, 255]));
  const codes = tilesOfSheet(rgba, 4, { tileSize: 2, columns: 2, count: 3 });
  expect([...codes]).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 4, 5, 6]);
});
