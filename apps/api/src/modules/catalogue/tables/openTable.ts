import { firstBytes } from './bytes.ts';
import { openDelimited } from './delimited.ts';
import { openFitsTable } from './fitsTable.ts';
import { type RawTable, TableError } from './table.ts';
import { openVotable } from './votable.ts';

/** What a file begins with that is no table. */
const OTHERS: [start: string, what: string][] = [
  ['PK\x03\x04', 'a ZIP file or a spreadsheet (XLSX, ODS); save the sheet as CSV'],
  ['%PDF', 'a PDF file'],
  ['\x89PNG', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['PAR1', 'a Parquet file; save it as CSV or FITS'],
  ['\x89HDF', 'an HDF5 file; save it as CSV or FITS'],
];

/** A CSV, VOTable or FITS table, told by what the file begins with; also packed with gzip. Throws TableError. */
export async function openTable(path: string): Promise<RawTable> {
  const start = await firstBytes(path, 4096);
  const text = start.toString('latin1');
  if (start.length === 0) throw new TableError('EMPTY_TABLE', 'The file is empty.');
  const other = OTHERS.find(([signature]) => text.startsWith(signature));
  if (other)
    throw new TableError('NOT_A_TABLE', `The file is ${other[1]}. Give a CSV, VOTable or FITS table.`);
  if (text.startsWith('SIMPLE  =')) return openFitsTable(path);
  const isUtf16 = text.startsWith('\xff\xfe') || text.startsWith('\xfe\xff');
  const plain = isUtf16 ? text.slice(2).replaceAll('\0', '') : text;
  if (/^(\xef\xbb\xbf)?\s*</.test(plain)) return openVotable(path);
  if (!isUtf16 && text.includes('\0'))
    throw new TableError('NOT_A_TABLE', 'The file holds no text. Give a CSV, VOTable or FITS table.');
  return openDelimited(path);
}
