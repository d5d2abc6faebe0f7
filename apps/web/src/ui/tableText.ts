/** A table outside the page: its first row are the names. */
export type TextTable = readonly (readonly (string | number | null)[])[];

// Of a number in a text; a sheet (CSV) has all of them.
const DIGITS = 4;

function cellOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number' && !Number.isInteger(value)) {
    const whole = String(Math.trunc(Math.abs(value))).length;
    return String(Number(value.toPrecision(Math.max(DIGITS, whole))));
  }
  return String(value).replace(/\s+/g, ' ').trim();
}

// What would end a cell, set it in italics or as code, or make a link or a tag of it.
const MARKDOWN = /[\\|*_`<>[\]~]/g;

/** As GitHub's Markdown has it, columns of numbers to the right. */
export function markdownTable(table: TextTable): string {
  const [head = [], ...rows] = table.map((row) =>
    row.map((value) => cellOf(value).replace(MARKDOWN, (sign) => `\\${sign}`)),
  );
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (isNumeric(table, column) ? '--:' : '---'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

const LATEX: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  // Of LaTeX's usual fonts (OT1) these three are other signs.
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  // Signs that pdfLaTeX knows no letter of.
  '−': '$-$',
  '≈': '$\\approx$',
  '→': '$\\rightarrow$',
};

/** As a tabular of LaTeX, columns of numbers to the right. A row that begins with a bracket is told from an option of the row end before it. */
export function latexTable(table: TextTable): string {
  const rows = table.map((row) =>
    row.map((value) => cellOf(value).replace(/[\\~^<>|−≈→&%$#_{}]/g, (sign) => LATEX[sign] ?? `\\${sign}`)),
  );
  const [head = [], ...body] = rows;
  const columns = head.map((_, column) => (isNumeric(table, column) ? 'r' : 'l'));
  const line = ([first = '', ...rest]: readonly string[]) =>
    `  ${[first.startsWith('[') || first.startsWith('*') ? `{}${first}` : first, ...rest].join(' & ')} \\\\`;
  return [
    `\\begin{tabular}{${columns.join('')}}`,
    '  \\hline',
    line(head),
    '  \\hline',
    ...body.map(line),
    '  \\hline',
    '\\end{tabular}',
  ].join('\n');
}

const isNumeric = (table: TextTable, column: number): boolean =>
  table.slice(1).some((row) => typeof row[column] === 'number');
