import { expect, test } from 'vitest';
import { pictureOffsets, picturesOfSheet } from './sheetCodes.ts';

test('pictures are taken out of their sheet one after another, without the ground around them', () => {
  // Two rows of two tiles of 4 x 4: pictures of 4 x 2, 1 x 3 and 0 x 0 (a sample without this channel).
  const grey = [
    [0, 0, 0, 0, 0, 9, 0, 0],
    [1, 2, 3, 4, 0, 8, 0, 0],
    [5, 6, 7, 8, 0, 7, 0, 0],
    [0, 0, 0, 0, 0, 0, 0, 0],
    ...Array.from({ length: 4 }, () => Array<number>(8).fill(0)),
  ].flat();
  const rgba = Uint8ClampedArray.from(grey.flatMap((value) => [value, value, value, 255]));
  const layout = { tileSize: 4, columns: 2, widths: [4, 1, 0], heights: [2, 3, 0] };
  expect([...picturesOfSheet(rgba, 8, layout)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7]);
  expect(pictureOffsets(layout)).toEqual([0, 8, 11, 11]);
});
