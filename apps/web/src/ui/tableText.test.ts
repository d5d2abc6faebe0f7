import { expect, test } from 'vitest';
import { latexTable, markdownTable } from './tableText.ts';

const TABLE = [
  ['ID', 'Name', 'MSE'],
  ['E-1', 'a|b\\c', 0.25],
  ['E-2', '50 % of x_1^2', null],
];

test('a table as Markdown: columns of numbers to the right, signs of its own escaped', () => {
  expect(markdownTable(TABLE)).toBe(
    [
      '| ID | Name | MSE |',
      '| --- | --- | --: |',
      '| E-1 | a\\|b\\\\c | 0.25 |',
      '| E-2 | 50 % of x_1^2 |  |',
    ].join('\n'),
  );
});

test('a table as LaTeX: columns of numbers to the right, its signs escaped', () => {
  const lines = latexTable(TABLE).split('\n');
  expect(lines[0]).toBe('\\begin{tabular}{llr}');
  expect(lines[4]).toBe('  E-1 & a|b\\textbackslash{}c & 0.25 \\\\');
  expect(lines[5]).toBe('  E-2 & 50 \\% of x\\_1\\textasciicircum{}2 &  \\\\');
});
