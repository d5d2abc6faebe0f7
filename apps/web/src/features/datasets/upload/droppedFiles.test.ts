import { expect, test } from 'vitest';
import { withoutHidden } from './droppedFiles.ts';

test('files come in natural order; hidden files and what lies in hidden folders is left out, and named', () => {
  const found = ['night1/b.fits', 'a10.fits', '.DS_Store', 'a9.fits', 'night1/.git/c.fits'].map((path) => ({
    file: new File([], path),
    path,
  }));
  const { files, skipped } = withoutHidden(found);
  expect(files.map(({ path }) => path)).toEqual(['a9.fits', 'a10.fits', 'night1/b.fits']);
  expect(skipped).toEqual(['.DS_Store', 'night1/.git/c.fits']);
});

test('a folder that all files lie in is left out of their paths, one that tells them apart is not', () => {
  const paths = (...found: string[]) =>
    withoutHidden(found.map((path) => ({ file: new File([], 'x'), path }))).files.map(({ path }) => path);
  expect(paths('discs/a.fits', 'discs/b.fits')).toEqual(['a.fits', 'b.fits']);
  expect(paths('all/n1/a.fits', 'all/n10/a.fits')).toEqual(['n1/a.fits', 'n10/a.fits']);
  expect(paths('one/deep/a.fits')).toEqual(['a.fits']);
  expect(paths('n1/a.fits', 'b.fits')).toEqual(['b.fits', 'n1/a.fits']);
});
