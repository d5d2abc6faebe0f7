import { CommandFailure } from '../failure.ts';
import { type FileStatistics, fileStatistics, type HduStatistics } from './fileStatistics.ts';

/**
 * Prints a line of JSON a file, or a table a file. One bad file does not stop the next; throws CommandFailure at the
 * end where there was one.
 */
export async function printStatistics(
  paths: readonly string[],
  options: { json?: boolean },
  print: (line: string) => void,
): Promise<void> {
  let refused = 0;
  for (const path of paths) {
    const statistics = await fileStatistics(path);
    if (statistics.error) refused += 1;
    if (options.json) print(jsonLine(statistics));
    else for (const line of asTable(statistics)) print(line);
  }
  if (refused > 0) throw new CommandFailure(`${refused} of ${paths.length} files could not be read.`);
}

/**
 * JSON in which numbers beyond 2^53 have an exponent. JavaScript would write -9115004170821108000 for such a double; a
 * reader that has long integers would take it for exactly that one.
 */
export function jsonLine(value: unknown): string {
  const mark = '\u0001';
  const text = JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'number' && Math.abs(part) > Number.MAX_SAFE_INTEGER && Number.isFinite(part)
      ? `${mark}${part.toExponential()}${mark}`
      : part,
  );
  return text.replaceAll(/"\\u0001([-+.e\d]+)\\u0001"/g, '$1');
}

const COLUMNS = ['HDU', 'type', 'shape', 'dtype', 'finite', 'min', 'max', 'sum'];

function asTable({ file, hdus, warnings, error }: FileStatistics): string[] {
  const rows = hdus.length === 0 ? [] : [COLUMNS, ...hdus.map(asRow)];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return [
    file,
    ...rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')}`.trimEnd()),
    ...warnings.map(({ code, hdu, message }) => `  warning in HDU ${hdu}: ${message} (${code})`),
    ...(error
      ? [`  refused${error.hdu === null ? '' : ` in HDU ${error.hdu}`}: ${error.message} (${error.code})`]
      : []),
  ];
}

function asRow({ index, type, shape, dtype, finite, min, max, sum }: HduStatistics): string[] {
  const cells = shape ? [`(${shape.join(', ')})`, dtype, finite, min ?? '-', max ?? '-', sum] : [];
  return COLUMNS.map((_, i) => String([index, type, ...cells][i] ?? ''));
}
