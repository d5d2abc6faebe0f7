import { expect, test } from 'vitest';
import { datasetAt, experimentMeant, named, nothingFound, sampleMeant } from './paletteText.ts';

const STUDIES = ['Every model on the discs', 'Discs, small', 'Models and seeds'];
const found = (text: string) => named(STUDIES, text, (name) => name);

test('a name is found by its words in any order and case; what begins with them comes first', () => {
  expect(found('')).toEqual(STUDIES);
  expect(found('disc')).toEqual(['Discs, small', 'Every model on the discs']);
  expect(found('discs MODEL')).toEqual(['Every model on the discs']);
  expect(found(' mod')).toEqual(['Models and seeds', 'Every model on the discs']);
  expect(found('galaxies')).toEqual([]);
});

test.each([
  ['E-42', 42],
  ['e42', 42],
  [' 42 ', 42],
  ['#42', null],
  ['conv 64', null],
  ['-', null],
])('%s means experiment %s', (text, number) => {
  expect(experimentMeant(text)).toBe(number);
});

test.each([
  ['#17', 17],
  ['017', 17],
  ['#', null],
  ['E-17', null],
])('%s means sample %s', (text, index) => {
  expect(sampleMeant(text)).toBe(index);
});

test.each([
  ['/w/demo/data/RGF0%3D', 'RGF0='],
  ['/w/demo/data/RGF0/samples/U2Ft', 'RGF0'],
  ['/w/demo/data', null],
  ['/w/demo/experiments/E-1', null],
])('at %s the open data set is %s', (path, id) => {
  expect(datasetAt(path)).toBe(id);
});

test('where nothing is found it is said why', () => {
  expect(nothingFound('zz')).toBe('Nothing is called “zz”');
  expect(nothingFound('#17')).toBe('#17 is found where its data set is open: go to Data first');
});
