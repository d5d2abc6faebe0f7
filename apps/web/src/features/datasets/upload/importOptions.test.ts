import { expect, test } from 'vitest';
import { readOptions, USUAL_OPTIONS } from './importOptions.ts';

test('nothing typed wishes for nothing', () => {
  expect(readOptions(USUAL_OPTIONS)).toEqual({ wish: {}, problems: {} });
});

test('numbers, lists and ranges are read', () => {
  const typed = {
    hdu: '1',
    planes: '0, 2-4',
    channelAxis: ' 2 ',
    isGrouped: true,
    groupBy: '{channel}/{sample}.fits',
  };
  expect(readOptions(typed)).toEqual({
    wish: { hdu: 1, planes: [0, 2, 3, 4], channelAxis: 2, groupBy: '{channel}/{sample}.fits' },
    problems: {},
  });
  expect(readOptions({ ...USUAL_OPTIONS, hdu: '1,2' }).wish).toEqual({ hdus: [1, 2] });
});

test('what cannot be read is named by its field', () => {
  const typed = { hdu: 'SCI', planes: '4-1', channelAxis: '0,1', isGrouped: true, groupBy: '{sample}.fits' };
  const { wish, problems } = readOptions(typed);
  expect(wish).toEqual({});
  expect(Object.keys(problems)).toEqual(['hdu', 'planes', 'channelAxis', 'groupBy']);
  expect(readOptions({ ...USUAL_OPTIONS, planes: '0-999999' }).problems).toHaveProperty('planes');
});
