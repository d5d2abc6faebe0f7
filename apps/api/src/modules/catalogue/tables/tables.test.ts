import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import reference from '../fixtures/discs.json' with { type: 'json' };
import { cellValue, type Value } from './cells.ts';
import { openTable } from './openTable.ts';
import { surveyTable } from './survey.ts';
import { LIMITS } from './table.ts';

const folder = mkdtempSync(join(tmpdir(), 'asterism-tables-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fixture = (name: string): string => join(import.meta.dirname, '../fixtures', name);

let written = 0;
function file(content: string | Uint8Array): string {
  const path = join(folder, String(++written));
  writeFileSync(path, content);
  return path;
}

async function read(path: string) {
  const table = await openTable(path);
  const { columns, keys } = await surveyTable(table, 0);
  const rows: Value[][] = [];
  for await (const batch of table.rows())
    rows.push(...batch.map((row) => columns.map(({ type }, i) => cellValue(row[i] ?? null, type))));
  return { columns, keys, rows, leftOut: table.leftOut };
}

const problemOf = async (path: string): Promise<string> =>
  read(path).then(
    () => 'none',
    (error) => `${error.code}: ${error.message}`,
  );

const TYPES = ['STRING', 'FLOAT', 'FLOAT', 'INTEGER', 'STRING', 'INTEGER', 'BOOLEAN', 'STRING'];

/** A unit as astropy spells it in files. */
const unit = (text: string | null): string | null => (text === 'solMass' ? 'Msun' : text);

describe.each([
  'discs.tabledata.vot',
  'discs.binary.vot',
  'discs.binary2.vot',
  'discs.fits',
  'discs.fits.gz',
  'discs.comma.csv',
  'discs.semicolon.csv',
  'discs.tab.tsv',
  'discs.numpy.csv',
])('%s', (name) => {
  test('as astropy has it: names, units, types, values, and what is missing', async () => {
    const { columns, rows, keys, leftOut } = await read(fixture(name));
    expect(columns.map((column) => ({ name: column.name, unit: unit(column.unit) }))).toEqual(
      reference.columns.map((column) => ({ ...column, unit: unit(column.unit) })),
    );
    expect(columns.map(({ type }) => type)).toEqual(TYPES);
    expect(keys[1]).toBe('disc_001.fits');
    const plain = name.includes('fits')
      ? (text: string) => text.replace('\u00b5', 'mu')
      : (text: string) => text;
    expect(rows).toEqual(
      reference.rows.map((row) => row.map((value) => (typeof value === 'string' ? plain(value) : value))),
    );
    expect(leftOut).toEqual(name.endsWith('sv') ? [] : ['vector']);
  });
});

test('types of text columns: whole numbers, numbers, truth, and names that look like numbers', async () => {
  const { columns, rows } = await read(
    file(
      'id,count,size,flag,code,gaia,mixed,gone,label\n' +
        '1,5,1e3,TRUE,007,12345678901234567,1,,NA\n' +
        '2,-7,.5,f,012,12345678901234568,x,N/A,none\n' +
        '3,nan,inf,--,100,12345678901234569,2.5,null,b\n',
    ),
  );
  expect(columns.map(({ type }) => type)).toEqual(
    'INTEGER INTEGER FLOAT BOOLEAN STRING STRING STRING STRING STRING'.split(' '),
  );
  expect(rows[0]).toEqual([1, 5, 1000, true, '007', '12345678901234567', '1', null, 'NA']);
  expect(rows[2]).toEqual([3, null, null, null, '100', '12345678901234569', '2.5', 'null', 'b']);
});

test('quotes, line ends within them, empty lines, comments, filled-up lines and names without', async () => {
  const { columns, rows } = await read(
    file('# a comment\r\nname,"two\nlines [km/s]",,d\r\n\r\n"a, ""b""",1,x,2\r\n# more\r\nc,2,y,3,,\r\n'),
  );
  expect(columns.map(({ name, unit: of }) => [name, of])).toEqual([
    ['name', null],
    ['two lines', 'km/s'],
    ['column3', null],
    ['d', null],
  ]);
  expect(rows).toEqual([
    ['a, "b"', 1, 'x', 2],
    ['c', 2, 'y', 3],
  ]);
});

test('a table without a second header row has no units; brackets in one are dropped', async () => {
  const plain = await read(file('name,kind\na,b\nc,d\n'));
  expect([plain.columns[1]!.unit, plain.rows.length]).toEqual([null, 2]);
  const united = await read(file('name|mass|kind\n-|[Msun]|none\na|1|x\nb|2|y\n'));
  expect(united.columns.map(({ unit: of }) => of)).toEqual([null, 'Msun', null]);
  expect(united.rows).toHaveLength(2);
});

describe('what is no table is refused with the reason', () => {
  const votable = (inner: string): string =>
    `<?xml version="1.0"?>\n<VOTABLE><RESOURCE>${inner}</RESOURCE></VOTABLE>`;
  const field = '<FIELD name="a" datatype="int"/>';
  test.each([
    ['nothing', '', 'EMPTY_TABLE: The file is empty.'],
    ['a header alone', 'a,b\n', 'EMPTY_TABLE: The table has columns and not one row.'],
    ['comments alone', '# a,b\n', 'NOT_A_TABLE: The file is read as text'],
    ['prose', 'Dear all,\nsee you.\n', 'EMPTY_TABLE|BAD_ROW|NOT_A_TABLE'],
    ['one column', 'name\na\nb\n', 'NOT_A_TABLE: The file is read as text'],
    ['a spreadsheet', 'PK\x03\x04abc', 'NOT_A_TABLE: The file is a ZIP file or a spreadsheet'],
    ['bytes', 'a\0b,c\0', 'NOT_A_TABLE: The file holds no text.'],
    ['a short row', 'a,b\n1,2\n3\n', 'BAD_ROW: Row 2 has 1 value, and there are 2 columns.'],
    ['a long row', 'a,b\n1,2,3\n', 'BAD_ROW: Row 1 has 3 values, and there are 2 columns.'],
    ['an open quote', 'a,b\n1,2\n"3,4\n', 'BAD_ROW: Record 3 of the file: Quoted field unterminated.'],
    ['a name twice', 'a,b,a\n1,2,3\n', 'DUPLICATE_COLUMN: There are two columns "a"'],
    ['a long text', `a,b\n1,${'x'.repeat(2001)}\n`, 'TOO_LARGE: A value is 2001 characters long'],
    ['a long name', `a,${'x'.repeat(201)}\n1,2\n`, "TOO_LARGE: A column's name is 201 characters long"],
    [
      'many columns',
      `${Array.from({ length: 1001 }, (_, i) => `c${i}`).join(',')}\n`,
      'TOO_LARGE: The table has 1001',
    ],
    ['another XML', '<html><body/></html>', 'NOT_A_TABLE: The file is XML and no VOTable.'],
    ['broken XML', '<VOTABLE><TABLE></RESOURCE>', 'NOT_A_TABLE: The VOTable is no good XML'],
    ['no table', votable(''), 'NOT_A_TABLE: The VOTable holds no TABLE'],
    [
      'an entity that grows',
      `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${votable(`<TABLE>${field}<DATA><TABLEDATA><TR><TD>&b;</TD></TR></TABLEDATA></DATA></TABLE>`)}`,
      'NOT_A_TABLE: The VOTable is no good XML',
    ],
    [
      'data elsewhere',
      votable(`<TABLE>${field}<DATA><BINARY><STREAM href="http://x/y"/></BINARY></DATA></TABLE>`),
      'NOT_A_TABLE: The VOTable refers to data elsewhere',
    ],
    [
      'binary data cut short',
      votable(
        `<TABLE>${field}<DATA><BINARY><STREAM encoding="base64">AAAAAQA=</STREAM></BINARY></DATA></TABLE>`,
      ),
      "BAD_ROW: Row 2 of the VOTable's binary data is cut short.",
    ],
    [
      'a VOTable cut short between its rows',
      `<VOTABLE><RESOURCE><TABLE>${field}<DATA><TABLEDATA><TR><TD>1</TD></TR><TR><TD>2`,
      'NOT_A_TABLE: The VOTable ends within its table: it was cut short.',
    ],
    [
      'a row too long',
      votable(`<TABLE>${field}<DATA><TABLEDATA><TR><TD>1</TD><TD>2</TD></TR></TABLEDATA></DATA></TABLE>`),
      'BAD_ROW: A row has more values than there are fields, 1.',
    ],
    [
      'deep XML',
      `<VOTABLE>${'<RESOURCE>'.repeat(100)}`,
      "NOT_A_TABLE: The VOTable's elements are more than 64 deep.",
    ],
  ])('%s', async (_, content, wanted) => {
    expect(await problemOf(file(content))).toMatch(new RegExp(wanted.replace(/[().]/g, '\\$&')));
  });

  test('a quote that is never closed does not gather the file', async () => {
    expect(await problemOf(file(`a,b\n1,"${'x\n'.repeat(1_000_000)}`))).toMatch(
      /^BAD_ROW: Record 2 .* may not be closed/,
    );
  });

  test('a packed file that is damaged, or unpacks beyond the limit', async () => {
    const packed = gzipSync(`a,b\n${'1,2\n'.repeat(1000)}`);
    expect((await read(file(packed))).rows).toHaveLength(1000);
    packed[packed.length - 5]! ^= 1;
    expect(await problemOf(file(packed))).toMatch(/^NOT_A_TABLE: The file is packed with gzip and damaged/);
    const bomb = gzipSync(Buffer.alloc(LIMITS.bytes + 1, 'a,b\n'));
    expect(await problemOf(file(bomb))).toMatch(/^TOO_LARGE: The table has more than 128 MiB/);
  });

  test('a FITS file without a table, and a damaged one', async () => {
    const { writeFits } = await import('@asterism/fits');
    const image = writeFits([{ shape: [2, 2], data: new Float32Array(4) }]);
    expect(await problemOf(file(image))).toMatch(/^NOT_A_TABLE: The FITS file holds images and no table/);
    expect(await problemOf(file(image.subarray(0, 100)))).toMatch(/^NOT_A_TABLE/);
  });
});
