import { expect, test } from 'vitest';
import { patternProblem, previewGroups } from './groupPreview.ts';

test('files that agree in {sample} are one sample, its bands in natural order', () => {
  const names = [
    'm31_b10.fits',
    'm31_b2.fits',
    'm33_b2.fits',
    'readme.txt',
    'night/m33_b10.fits',
    'm51_b2.fits',
  ];
  expect(previewGroups(names, '{sample}_{channel}.fits')).toEqual({
    groups: [
      { sample: 'm31', files: ['m31_b2.fits', 'm31_b10.fits'], missing: [] },
      { sample: 'm33', files: ['m33_b2.fits', 'night/m33_b10.fits'], missing: [] },
      { sample: 'm51', files: ['m51_b2.fits'], missing: ['b10'] },
    ],
    channels: ['b2', 'b10'],
    unmatched: ['readme.txt'],
  });
});

test('a star stands for anything, a slash asks for the folder', () => {
  const preview = previewGroups(['r/a.fits', 'g/a.fits', 'g/b.fit'], '{channel}/{sample}.fit*');
  expect(preview).toMatchObject({
    channels: ['g', 'r'],
    groups: [
      { sample: 'a', files: ['g/a.fits', 'r/a.fits'] },
      { sample: 'b', missing: ['r'] },
    ],
  });
});

test('a pattern that cannot group says why', () => {
  expect(patternProblem('{sample}.fits')).toMatch(/needs \{channel\} once/);
  expect(patternProblem('{sample}{sample}{channel}')).toMatch(/needs \{sample\} once/);
  expect(patternProblem('{sample}_{band}_{channel}')).toMatch(/\{band\} is not known/);
  expect(previewGroups(['a'], 'x')).toHaveProperty('problem');
});
