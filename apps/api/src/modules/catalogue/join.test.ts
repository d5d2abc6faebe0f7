import { expect, test } from 'vitest';
import { joinByFileName, joinByIndex } from './join.ts';

const samples = (...names: string[]) => names.map((fileName, index) => ({ index, fileName }));
const pairs = ({ sampleOfRow }: { sampleOfRow: Map<number, number> }) =>
  [...sampleOfRow].sort((a, b) => a[0] - b[0]);

test('the name as it is goes before the name without folder and ending, and that before capitals', () => {
  const found = joinByFileName(
    ['a.fits', 'data/b.fits.gz', 'C', 'd', 'E.FITS', 'f.dat', '', 'a.fits.fz', 'x\\g.fts'],
    samples('a.fits', 'b.fit', 'c.fits', 'd.fits.fz', 'e.fits', 'f.dat', 'g.FITS'),
  );
  // The first and the eighth row fit sample 0, in two ways: neither is taken.
  expect(pairs(found)).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 4],
    [5, 5],
    [8, 6],
  ]);
  expect(found.misses).toMatchObject({
    ambiguousRowCount: 2,
    ambiguousRows: [
      { row: 1, value: 'a.fits' },
      { row: 8, value: 'a.fits.fz' },
    ],
    unmatchedRows: [{ row: 7, value: '' }],
    unmatchedSamples: [{ index: 0, fileName: 'a.fits' }],
  });
});

test('a name that fits several samples is not guessed, unless it is one of them exactly', () => {
  const found = joinByFileName(['a', 'a.fits'], samples('a.fits', 'a.fits.gz'));
  expect(pairs(found)).toEqual([[1, 0]]);
  expect(found.misses).toMatchObject({ ambiguousRowCount: 1, ambiguousRows: [{ row: 1, value: 'a' }] });
});

test('ID numbers are whole, with or without a hash', () => {
  const found = joinByIndex(['0', '#1', '2.0', '-1', '7', '1.5', 'x', '1e0', ''], samples('a', 'b', 'c'));
  expect(pairs(found)).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
  ]);
  expect(found.misses.unmatchedRowCount).toBe(6);
});

test('what did not match is counted whole and listed in part', () => {
  const { misses } = joinByIndex(
    Array.from({ length: 500 }, (_, i) => String(i + 1000)),
    samples(...Array.from({ length: 300 }, (_, i) => `s${i}`)),
  );
  expect([misses.unmatchedRowCount, misses.unmatchedRows.length]).toEqual([500, 100]);
  expect([misses.unmatchedSampleCount, misses.unmatchedSamples.length]).toEqual([300, 100]);
});
