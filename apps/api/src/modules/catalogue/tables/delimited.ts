import { isNumber } from './cells.ts';
import { COMMENT, parse, records } from './records.ts';
import { checkColumns, type RawColumn, type RawTable, TableError } from './table.ts';
import { encodingOf, textChunks } from './text.ts';

const DELIMITERS = [',', ';', '\t', '|'];
// Header, units and enough rows to tell them apart.
const LOOKED_AT = 200;

/**
 * Delimited text: comma, semicolon, tab or bar, whichever splits the first lines into most columns alike. The first
 * record names the columns, `name [unit]` with a unit; a second one may hold the units. A header may be the last
 * comment before the rows, as NumPy writes it.
 *
 * Throws TableError NOT_A_TABLE, DUPLICATE_COLUMN, BAD_ROW, TOO_LARGE, EMPTY_TABLE.
 */
export async function openDelimited(path: string): Promise<RawTable> {
  const encoding = await encodingOf(path);
  const start = await beginning(textChunks(path, encoding));
  const delimiter = delimiterOf(start.text);
  const head = parse(start.text, { delimiter, isLast: start.isWhole, count: 0 }).data.slice(0, LOOKED_AT);
  const commented = commentedHeader(start.text, delimiter, head);
  const names = commented ?? head[0];
  if (!names) throw new TableError('EMPTY_TABLE', 'The table is empty: it has neither a header nor a row.');
  const rows = commented ? head : head.slice(1);
  const units = unitsOf(rows, names.length);
  const columns = columnsOf(names, units);
  const before = (commented ? 0 : 1) + (units ? 1 : 0);
  return {
    columns,
    leftOut: [],
    async *rows() {
      let skip = before;
      let done = 0;
      for await (const batch of records(textChunks(path, encoding), delimiter)) {
        const wanted = batch.slice(skip);
        skip = Math.max(0, skip - batch.length);
        yield wanted.map((cells, i) => rowOf(cells, columns.length, done + i + 1));
        done += wanted.length;
      }
    },
  };
}

/** Enough of the text to know the table's form. */
async function beginning(chunks: AsyncIterable<string>): Promise<{ text: string; isWhole: boolean }> {
  let text = '';
  for await (const chunk of chunks) {
    text += chunk;
    if (text.length > 1 << 18) return { text, isWhole: false };
  }
  return { text, isWhole: true };
}

function delimiterOf(text: string): string {
  const lines = text
    .split(/\r\n|\r|\n/, LOOKED_AT)
    .filter((line) => line.trim() !== '' && !line.startsWith(COMMENT))
    .slice(0, 20);
  const counted = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => splitLine(line, delimiter).length);
    const columns = counts[0] ?? 0;
    return { delimiter, columns, alike: counts.filter((count) => count === columns).length };
  });
  // Most lines of the header's length first; of those alike the most columns.
  const [best] = counted
    .filter(({ columns }) => columns > 1)
    .sort((a, b) => b.alike - a.alike || b.columns - a.columns);
  if (!best)
    throw new TableError(
      'NOT_A_TABLE',
      'The file is read as text, and its first line has no comma, semicolon, tab or bar between columns. Give a CSV, VOTable or FITS table.',
    );
  return best.delimiter;
}

/** One line by itself; a quote that goes on over lines makes it shorter, which other lines outvote. */
function splitLine(line: string, delimiter: string): string[] {
  let inQuotes = false;
  const cells = [''];
  for (const character of line) {
    if (character === '"') inQuotes = !inQuotes;
    if (character === delimiter && !inQuotes) cells.push('');
    else cells[cells.length - 1] += character;
  }
  return cells;
}

/** The last comment before the rows, where it names as many columns as there are and the first record holds numbers. */
function commentedHeader(text: string, delimiter: string, head: readonly string[][]): string[] | null {
  const lines = text.split(/\r\n|\r|\n/, LOOKED_AT);
  const first = lines.findIndex((line) => line.trim() !== '' && !line.startsWith(COMMENT));
  const line = lines[first - 1];
  const record = head[0];
  if (!line?.startsWith(COMMENT) || !record?.some(isNumber)) return null;
  const names = parse(line.slice(1).trim(), { delimiter, isLast: true, count: 0 }).data[0] ?? [];
  return names.length === record.length && !names.some(isNumber) ? names : null;
}

/** Where the first row holds no number, and stands above numbers in some column, it holds the units. */
function unitsOf(rows: readonly string[][], columns: number): string[] | null {
  const [first, ...rest] = rows;
  if (!first || rest.length === 0 || first.length !== columns || first.some(isNumber)) return null;
  const isAbove = first.some((cell, column) => {
    const values = rest.map((row) => row[column]?.trim() ?? '').filter((value) => value !== '');
    return cell.trim() !== '' && values.length > 0 && values.every(isNumber);
  });
  return isAbove ? first : null;
}

const NAME_WITH_UNIT = /^(.*\S)\s*\[([^[\]]*)\]$/;

function columnsOf(names: readonly string[], units: readonly string[] | null): RawColumn[] {
  const columns = names.map((raw, i): RawColumn => {
    const text = clean(raw).replace(/\s+/g, ' ').trim();
    const [, name, inBrackets] = NAME_WITH_UNIT.exec(text) ?? [];
    const unit = (inBrackets ?? units?.[i] ?? '').trim().replace(/^\[(.*)\]$/, '$1');
    return {
      name: name ?? (text || `column${i + 1}`),
      type: null,
      unit: /^(|-+|none)$/i.test(unit) ? null : unit,
      description: null,
    };
  });
  checkColumns(columns);
  return columns;
}

function rowOf(cells: readonly string[], columns: number, row: number): string[] {
  // Spreadsheets fill lines up with empty cells.
  if (
    cells.length !== columns &&
    !(cells.length > columns && cells.slice(columns).every((cell) => cell.trim() === ''))
  )
    throw new TableError(
      'BAD_ROW',
      `Row ${row} has ${cells.length} ${cells.length === 1 ? 'value' : 'values'}, and there are ${columns} columns.`,
    );
  return cells.slice(0, columns).map((cell) => clean(cell).trim());
}

// PostgreSQL's jsonb refuses the character U+0000.
const clean = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '') : text);
