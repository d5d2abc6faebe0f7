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
