import { expect, test } from 'vitest';
import { previewGroups } from './groupPreview.ts';
import { parsePattern } from './namePattern.ts';

const preview = (paths: string[], pattern: string) => {
  const parts = parsePattern(pattern);
  if (typeof parts === 'string') throw new Error(parts);
  return previewGroups(paths, parts);
};

test('files that agree in {sample} are one sample, its bands in natural order; one that lacks a band is named', () => {
  const names = ['m31_b10.fits', 'm31_b2.fits', 'm33_b2.fits', 'readme.txt', 'm33_b10.fits', 'm51_b2.fits'];
  expect(preview(names, '{sample}_{channel}.fits')).toEqual({
    groups: [
      { sample: 'm31', files: ['m31_b2.fits', 'm31_b10.fits'], missing: [] },
      { sample: 'm33', files: ['m33_b2.fits', 'm33_b10.fits'], missing: [] },
      { sample: 'm51', files: ['m51_b2.fits'], missing: ['b10'] },
    ],
    channels: ['b2', 'b10'],
    leftOut: ['readme.txt'],
  });
});

test('a band that most samples lack is left out, and so is a second file for one', () => {
  const paths = ['a_g.fits', 'b_g.fits', 'c_g.fits', 'c_mask.fits', 'a_g.fit'];
  expect(preview(paths, '{sample}_{channel}.fit*')).toMatchObject({
    channels: ['g'],
    groups: [{ sample: 'a' }, { sample: 'b' }, { sample: 'c', files: ['c_g.fits'] }],
    leftOut: ['a_g.fits', 'c_mask.fits'],
  });
});
