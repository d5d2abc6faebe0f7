import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import reference from '../../fixtures/tables.json' with { type: 'json' };
import { bytesSource, type CellValue, cellOf, FitsError, openFits, readTable } from '../index.ts';
import { fileOf } from '../testing/headerBytes.ts';

const original = readFileSync(join(import.meta.dirname, '../../fixtures/tables.fits'));

async function tableOf(bytes: Uint8Array, hdu = 1, limits = {}) {
  const source = bytesSource(bytes);
  return readTable(source, (await openFits(source)).hdus[hdu]!, limits);
}

/** As the fixture has it: whole numbers and what JSON cannot hold as text. */
function plain(value: CellValue, dtype: string): unknown {
  if (Array.isArray(value)) return value.map((item) => plain(item, dtype));
  if (value === null || typeof value !== 'number') return typeof value === 'bigint' ? String(value) : value;
  if (dtype.includes('int')) return String(value);
  return Number.isFinite(value) ? value : String(value).replace('NaN', 'nan').replace('Infinity', 'inf');
}

describe('tables as astropy reads them', () => {
  // astropy marks these only in its Table, gives characters for text of variable length, and one column less than nothing.
  const MISSING: Record<string, unknown[]> = {
    I16: ['-32768', '32767', null],
    I64: ['-9223372036854775808', '9223372036854775807', null],
    INT: ['123456789', null, '5'],
    VARTEXT: ['a', '', 'some words'],
    NONE: [[], [], []],
  };
  const columns = reference.tables.flatMap((table, i) =>
    table.map((column, at) => ({ hdu: i + 1, at, ...column })),
  );
  test.each(columns)(
    'HDU $hdu: $name $format',
    async ({ hdu, at, name, unit, format, dtype, shape, rows }) => {
      const column = (await tableOf(original, hdu)).columns[at]!;
      expect(column).toMatchObject({ name, unit, format });
      if (dtype !== 'object' && name !== 'NONE') {
        expect(column.dtype).toBe(dtype.replace(/^str\d+/, 'str'));
        expect(column.shape).toEqual(shape);
      }
      let expected: unknown[] = MISSING[name] ?? rows;
      if (name === 'SCALED') expected = hdu === 1 ? [11, null, -2] : [5, 0.5, 6];
      expect([0, 1, 2].map((row) => plain(cellOf(column, row), column.dtype))).toEqual(expected);
    },
  );

  test('fewer rows are read where fewer are wanted', async () => {
    const table = await tableOf(original, 1, { maxRows: 2 });
    expect(table).toMatchObject({ rows: 2, totalRows: 3 });
    expect(table.columns.find(({ name }) => name === 'VECTOR')!.elements).toMatchObject({
      values: { length: 10 },
    });
  });

  test.each([1, 2])('HDU %i read a row at a time says the same as read at once', async (hdu) => {
    const whole = await tableOf(original, hdu);
    for (let row = 0; row < whole.rows; row++) {
      const one = await tableOf(original, hdu, { firstRow: row, maxRows: 1 });
      expect(one).toMatchObject({ rows: 1, totalRows: 3 });
      expect(one.columns.map((column) => cellOf(column, 0))).toEqual(
        whole.columns.map((column) => cellOf(column, row)),
      );
    }
    expect(await tableOf(original, hdu, { firstRow: 99 })).toMatchObject({ rows: 0 });
  });
});

const CARDS = [
  'SIMPLE  =                    T',
  'BITPIX  =                    8',
  'NAXIS   =                    0',
];
const tableCards = (
  xtension: string,
  rowBytes: number,
  rows: number,
  cards: readonly string[],
  pcount = 0,
) => [
  `XTENSION= '${xtension}'`,
  'BITPIX  =                    8',
  'NAXIS   =                    2',
  `NAXIS1  = ${rowBytes}`,
  `NAXIS2  = ${rows}`,
  `PCOUNT  = ${pcount}`,
  'GCOUNT  =                    1',
  ...cards,
];

/** A file of one table by hand, its data and heap given. */
function tableFile(header: readonly string[], data: Uint8Array): Uint8Array {
  const primary = fileOf(CARDS);
  const table = fileOf(header, Math.ceil(data.length / 2880) * 2880);
  table.set(data, 2880);
  const bytes = new Uint8Array(primary.length + table.length);
  bytes.set(primary);
  bytes.set(table, primary.length);
  return bytes;
}
const ascii = (lines: readonly string[]) => new TextEncoder().encode(lines.join(''));

test('signed bytes, undefined logicals, text that ends at a zero byte, a TDIM that does not fit', async () => {
  const cards = [
    'TFIELDS = 4',
    "TFORM1  = '1B'",
    'TZERO1  = -128',
    "TFORM2  = 'L'",
    "TFORM3  = 'A4'",
    "TFORM4  = '2B'",
    "TDIM4   = '(2,2)'",
  ];
  const data = Uint8Array.of(0, 0x54, 0x61, 0, 0x62, 0x20, 1, 2, 255, 0, 0x20, 0x61, 0x20, 0x20, 3, 4);
  const { columns, warnings } = await tableOf(tableFile(tableCards('BINTABLE', 8, 2, cards), data));
  expect(columns.map((column) => [column.name, column.dtype, cellOf(column, 0), cellOf(column, 1)])).toEqual([
    ['col1', 'int8', -128, 127],
    ['col2', 'bool', true, null],
    ['col3', 'str', 'a', ' a'],
    ['col4', 'uint8', [1, 2], [3, 4]],
  ]);
  expect(warnings).toMatchObject([{ code: 'BAD_TDIM', hdu: 1 }]);
});

test('fields of ASCII tables: blank, without a point, without the letter of the exponent, and no numbers', async () => {
  const cards = [
    'TFIELDS = 2',
    "TFORM1  = 'F7.2'",
    'TBCOL1  = 1',
    "TFORM2  = 'I3'",
    'TBCOL2  = 8',
    "TNULL2  = '-'",
  ];
  const data = ascii(['   12.5 17', '    125  -', '       ---', '1.5-123+12', '1.5D+03   ', '  1.2.3 1.']);
  const { columns, warnings } = await tableOf(tableFile(tableCards('TABLE   ', 10, 6, cards), data));
  expect([0, 1, 2, 3, 4, 5].map((row) => columns.map((column) => cellOf(column, row)))).toEqual([
    [12.5, 17],
    [1.25, null],
    [0, null],
    [1.5e-123, 12],
    [1500, 0],
    [null, null],
  ]);
  expect(warnings.map(({ message }) => message)).toEqual([
    '1 value of column col1 cannot be read as F7.2; left empty.',
    '2 values of column col2 cannot be read as I3; left empty.',
  ]);
});

describe('what is refused', () => {
  const of = (rowBytes: number, rows: number, cards: readonly string[], data = 40, pcount = 0) =>
    tableFile(tableCards('BINTABLE', rowBytes, rows, cards, pcount), new Uint8Array(data).fill(255));
  const cardAt = (n: number) => 2880 + (7 + n) * 80;
  test.each([
    ['no TFIELDS', of(4, 2, ["TFORM1  = 'J'"]), 'BAD_TABLE', 'TFIELDS', 2880],
    ['1000 columns', of(4, 2, ['TFIELDS = 1000']), 'BAD_TABLE', 'TFIELDS', cardAt(0)],
    ['no TFORM', of(4, 2, ['TFIELDS = 1']), 'BAD_TFORM', 'TFORM1', 2880],
    ['an unknown TFORM', of(4, 2, ['TFIELDS = 1', "TFORM1  = '1Z'"]), 'BAD_TFORM', 'TFORM1', cardAt(1)],
    ['columns beyond the row', of(4, 2, ['TFIELDS = 1', "TFORM1  = '3I'"]), 'BAD_TFORM', 'TFORM1', cardAt(1)],
    [
      'a huge repeat',
      of(4, 2, ['TFIELDS = 1', `TFORM1  = '${'9'.repeat(40)}J'`]),
      'BAD_TFORM',
      'TFORM1',
      cardAt(1),
    ],
    [
      'TNULL of 1.5',
      of(4, 2, ['TFIELDS = 1', "TFORM1  = 'J'", 'TNULL1  = 1.5']),
      'BAD_TABLE',
      'TNULL1',
      cardAt(2),
    ],
    [
      'TSCAL of text',
      of(4, 2, ['TFIELDS = 1', "TFORM1  = 'J'", "TSCAL1  = 'x'"]),
      'BAD_KEYWORD',
      'TSCAL1',
      cardAt(2),
    ],
    [
      'a pointer outside the heap',
      of(8, 2, ['TFIELDS = 1', "TFORM1  = 'PJ'"], 40, 24),
      'BAD_HEAP_POINTER',
      null,
      5760,
    ],
  ])('%s', async (_, bytes, code, card, byteOffset) => {
    await expect(tableOf(bytes)).rejects.toMatchObject({ code, hdu: 1, card, byteOffset });
  });

  test('more than the limit, also by rows without bytes and by pointers to the same place', async () => {
    await expect(tableOf(original, 1, { maxBytes: 1000 })).rejects.toMatchObject({
      code: 'TOO_LARGE',
      hdu: 1,
    });
    const empty = of(0, 2 ** 40, ['TFIELDS = 1', "TFORM1  = '0A'"], 0);
    await expect(tableOf(empty)).rejects.toMatchObject({ code: 'TOO_LARGE' });
    const data = new Uint8Array(8000 + 2880);
    for (let row = 0; row < 1000; row++) data[row * 8 + 2] = 11;
    const cards = tableCards('BINTABLE', 8, 1000, ['TFIELDS = 1', "TFORM1  = 'PB'"], 2880);
    expect((await tableOf(tableFile(cards, data))).columns[0]!.elements).toHaveLength(1000);
    await expect(tableOf(tableFile(cards, data), 1, { maxBytes: 2 ** 24 })).rejects.toMatchObject({
      code: 'TOO_LARGE',
    });
  });

  test('an image is no table', async () => {
    await expect(tableOf(original, 0)).rejects.toMatchObject({ code: 'UNSUPPORTED', hdu: 0 });
  });
});

const shared = process.env.ASTERISM_SHARED ?? join(import.meta.dirname, '../../../../../shared');
const corpus = join(shared, 'fits-corpus');
const isThere = existsSync(join(corpus, 'manifest.json'));
if (!isThere) console.warn(`No FITS corpus at ${corpus}: the tables of real files are not read.`);

test.runIf(isThere)('every table of real files is read or refused with a code', async () => {
  const { files } = JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8'));
  let read = 0;
  for (const { file } of files) {
    const source = bytesSource(readFileSync(join(corpus, file)));
    const fits = await openFits(source).catch((error: unknown) => {
      expect(error, file).toBeInstanceOf(FitsError);
      return { hdus: [] };
    });
    for (const hdu of fits.hdus.filter(({ type }) => type === 'TABLE' || type === 'BINTABLE')) {
      const table = await readTable(source, hdu);
      for (const column of table.columns) if (table.rows > 0) cellOf(column, table.rows - 1);
      read += 1;
    }
  }
  expect(read).toBeGreaterThan(80);
});
