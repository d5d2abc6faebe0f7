import { type NamePattern, parseNamePattern } from '@asterism/db';
import { expect, test } from 'vitest';
import { groupFiles, singleFiles } from './groupFiles.ts';

const pattern = parseNamePattern('{sample}_{channel}.fits') as NamePattern;
const files = (...names: string[]) => names.map((fileName) => ({ fileName, sha256: null }));
const plan = (...names: string[]) =>
  groupFiles(files(...names), pattern).map(({ name, files: channels, refusal }) =>
    refusal
      ? `${name} ${refusal.code}: ${refusal.message}`
      : [name, ...channels.map(({ fileName }) => fileName)],
  );

test('files of one sample are its channels in natural order, samples in natural order of their names', () => {
  expect(plan('d10_b2.fits', 'd9_b10.fits', 'd9_b2.fits', 'd10_b10.fits')).toEqual([
    ['d9', 'd9_b2.fits', 'd9_b10.fits'],
    ['d10', 'd10_b2.fits', 'd10_b10.fits'],
  ]);
  expect(singleFiles(files('d10.fits', 'd9.fits')).map(({ name }) => name)).toEqual(['d9.fits', 'd10.fits']);
});

test('what does not fit is refused and says why, and the rest is kept', () => {
  expect(plan('a_J.fits', 'a_H.fits', 'b_J.fits', 'c_H.fits', 'c_J.fits', 'c_X.fits', 'notes.txt')).toEqual([
    ['a', 'a_H.fits', 'a_J.fits'],
    'b GROUP_INCOMPLETE: Of its channels H is missing; J is there.',
    ['c', 'c_H.fits', 'c_J.fits'],
    'c_X.fits GROUP_EXTRA: The channel X is there for 1 of 3 samples only, so that it is left out.',
    'notes.txt NO_MATCH: Its name does not fit the pattern of the groups.',
  ]);
  expect(plan('a_J.fits', 'a_J.fits')).toEqual([
    ['a', 'a_J.fits'],
    'a_J.fits GROUP_DUPLICATE: a_J.fits brings the channel J of a already.',
  ]);
  // Of two samples each is half: the channel that one lacks is missing.
  expect(plan('a_J.fits', 'a_H.fits', 'b_J.fits')[1]).toMatch(/^b GROUP_INCOMPLETE/);
  expect(plan('a_J.fits', 'b_J.fits', 'c_X.fits').at(-1)).toMatch(/^c_X.fits GROUP_EXTRA/);
});

test('of each file one line comes of it, however they are grouped', () => {
  const names = Array.from({ length: 300 }, (_, i) => `s${i % 40}_${'JHKX'[(i * 7) % 4]}.fits`);
  const planned = groupFiles(files(...names), pattern);
  const read = planned.flatMap((unit) => unit.files);
  expect(planned.every((unit) => unit.files.length > 0 === (unit.refusal === null))).toBe(true);
  expect(new Set(read).size).toBe(read.length);
});
