import { expect, test } from 'vitest';
import { agreementWords, labelColumns } from './labelColumns.ts';

test('words come before numbers, and empty columns are left out', () => {
  const of = (name: string, type: string, matched = 5) => ({ name, type, matched });
  const found = labelColumns([
    of('mass', 'FLOAT'),
    of('kind', 'STRING'),
    of('empty', 'STRING', 0),
    of('ringed', 'BOOLEAN'),
    of('arms', 'INTEGER'),
  ]);
  expect(found.map(({ name }) => name)).toEqual(['kind', 'ringed', 'arms', 'mass']);
});

test('an index has words', () => {
  expect([0.95, 0.7, 0.2, 0.01, -0.1].map(agreementWords)).toEqual([
    'the clusters are these labels',
    'the clusters follow these labels for the most part',
    'the clusters follow these labels in part',
    'the clusters follow these labels no more than chance would have it',
    'the clusters follow these labels no more than chance would have it',
  ]);
});
