import { expect, test } from 'vitest';
import { csvText } from './chartFile.ts';
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
      '| E-2 | 50 % of x\\_1^2 |  |',
    ].join('\n'),
  );
});

test('Markdown in a name stays what it says, on one line', () => {
  const [, , row] = markdownTable([['Name'], ['*a* `b`\n<img> [c](d) ~~e~~']]).split('\n');
  expect(row).toBe('| \\*a\\* \\`b\\` \\<img\\> \\[c\\](d) \\~\\~e\\~\\~ |');
});

test('a table as LaTeX: columns of numbers to the right, its signs escaped', () => {
  const lines = latexTable(TABLE).split('\n');
  expect(lines[0]).toBe('\\begin{tabular}{llr}');
  expect(lines[4]).toBe('  E-1 & a\\textbar{}b\\textbackslash{}c & 0.25 \\\\');
  expect(lines[5]).toBe('  E-2 & 50 \\% of x\\_1\\textasciicircum{}2 &  \\\\');
});

test('LaTeX in a name stays what it says', () => {
  const [, , , , row] = latexTable([['Name'], ['{a} & $b$ #1 ~<−.5>']]).split('\n');
  expect(row).toBe('  \\{a\\} \\& \\$b\\$ \\#1 \\textasciitilde{}\\textless{}$-$.5\\textgreater{} \\\\');
  expect(latexTable([['Name'], ['[0, 1]']])).toContain('\n  {}[0, 1] \\\\\n');
});

test('a number in a text has four digits, the whole part all of its own', () => {
  expect(markdownTable([['Took'], [123456.7]])).toContain('| 123457 |');
  const table = [
    ['Silhouette', 'Parameters'],
    [0.5280160640723945, 123456],
  ];
  expect(markdownTable(table)).toContain('| 0.528 | 123456 |');
  expect(latexTable(table)).toContain('  0.528 & 123456 \\\\');
});

test('CSV quotes what would break a cell, and doubles its quotes', () => {
  expect(
    csvText(
      ['a', 'b'],
      [
        ['x,y', 'say "z"'],
        ['two\nlines', null],
      ],
    ),
  ).toBe('a,b\r\n"x,y","say ""z"""\r\n"two\nlines",\r\n');
});
