/** A table outside the page: its first row are the names. */
export type TextTable = readonly (readonly (string | number | null)[])[];

const cellOf = (value: string | number | null): string => (value === null ? '' : String(value));

export function markdownTable(table: TextTable): string {
  const [head = [], ...rows] = table.map((row) =>
    row.map((value) => cellOf(value).replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', ' ')),
  );
  const isNumber = head.map((_, column) => table.slice(1).some((row) => typeof row[column] === 'number'));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(isNumber.map((right) => (right ? '--:' : '---'))), ...rows.map(line)].join('\n');
}

const LATEX: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

export function latexTable(table: TextTable): string {
  const rows = table.map((row) =>
    row.map((value) => cellOf(value).replace(/[\\~^&%$#_{}]/g, (sign) => LATEX[sign] ?? `\\${sign}`)),
  );
  const [head = [], ...body] = rows;
  const columns = head.map((_, column) =>
    table.slice(1).some((row) => typeof row[column] === 'number') ? 'r' : 'l',
  );
  const line = (cells: readonly string[]) => `  ${cells.join(' & ')} \\\\`;
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
