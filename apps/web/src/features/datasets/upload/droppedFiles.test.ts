import { expect, test } from 'vitest';
import { withoutHidden } from './droppedFiles.ts';

test('hidden files and what lies in hidden folders is left out, and named', () => {
  const found = ['a.fits', '.DS_Store', 'night1/b.fits', 'night1/.git/c.fits'].map((path) => ({
    file: new File([], path),
    path,
  }));
  const { files, skipped } = withoutHidden(found);
  expect(files.map(({ path }) => path)).toEqual(['a.fits', 'night1/b.fits']);
  expect(skipped).toEqual(['.DS_Store', 'night1/.git/c.fits']);
});
