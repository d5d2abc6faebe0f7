import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytesSource,
  cellOf,
  openFits,
  readImage,
  readTable,
  verifyChecksums,
  type WritableHdu,
} from '../index.ts';
import { everything } from '../testing/everything.ts';
import { fitsParts, type WriteOptions, writeFits } from './write.ts';

async function reread(hdus: readonly WritableHdu[], options?: WriteOptions) {
  const source = bytesSource(writeFits(hdus, options));
  const { hdus: found, warnings } = await openFits(source);
  expect(warnings).toEqual([]);
  expect(source.size % 2880).toBe(0);
  return { source, hdus: found };
}

// Zero bytes and blanks at the end of a string do not count in FITS.
const ascii = (maxLength: number) =>
  fc
    .string({
      unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
      maxLength,
    })
    .map((text) => text.trimEnd());
const keyword = fc
  .stringMatching(/^[A-Z][A-Z0-9_-]{0,7}$/)
  .filter(
    (text) =>
      !/^(SIMPLE|XTENSION|BITPIX|NAXIS|EXTEND|[PG]COUNT|END|TFIELDS|T[A-Z]+\d+|THEAP|CONTINUE|LONGSTRN|CHECKSUM|DATASUM|COMMENT|HISTORY|HIERARCH|BSCALE|BZERO|BLANK|GROUPS|ZIMAGE)/.test(
        text,
      ),
  );
const value = fc.oneof(
  ascii(300),
  fc.boolean(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
  fc.maxSafeInteger(),
  fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
  fc.constant(null),
);

describe('what is written is read again', () => {
  test('cards of any value', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(keyword, value, ascii(60)), { selector: ([name]) => name, maxLength: 30 }),
        async (cards) => {
          const { hdus } = await reread([
            {
              shape: [],
              cards: cards.map(([name, own, comment]) => ({ keyword: name, value: own, comment })),
            },
          ]);
          for (const [name, own] of cards) {
            const read = hdus[0]!.header.get(name);
            if (typeof own === 'bigint') expect(BigInt(read as bigint)).toBe(own);
            else expect(read).toBe(own);
          }
        },
      ),
      { numRuns: 500, seed: 3 },
    );
  });

  const numbers = fc.oneof(
    fc.uint8Array(),
    fc.int8Array(),
    fc.int16Array(),
    fc.uint16Array(),
    fc.int32Array(),
    fc.uint32Array(),
    fc.bigInt64Array(),
    fc.bigUint64Array(),
    fc.float32Array(),
    fc.float64Array(),
  );
  test('images of every type', async () => {
    await fc.assert(
      fc.asyncProperty(numbers, fc.boolean(), async (data, withChecksum) => {
        const shape = data.length === 0 ? [] : [1, data.length];
        const { source, hdus } = await reread(
          [{ shape: [] }, { shape, ...(data.length ? { data } : {}), name: 'IT' }],
          { withChecksum },
        );
        if (data.length > 0) expect((await readImage(source, hdus[1]!)).data).toEqual(data);
        expect(hdus[1]!.name).toBe('IT');
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  test('columns of every type', async () => {
    const column = fc
      .tuple(numbers, fc.integer({ min: 1, max: 3 }))
      .map(([values, width]) => ({ values, width }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(column, { minLength: 1, maxLength: 6 }),
        fc.array(ascii(12), { minLength: 8, maxLength: 8 }),
        fc.integer({ min: 0, max: 4 }),
        async (columns, texts, rows) => {
          const whole = columns.filter(({ values, width }) => values.length >= rows * width);
          const { source, hdus } = await reread([
            {
              columns: [
                ...whole.map(({ values, width }, i) => ({
                  name: `C${i}`,
                  values: values.slice(0, rows * width),
                  shape: width > 1 ? [width] : [],
                })),
                { name: 'TEXT', values: texts.slice(0, rows * 2), shape: [2] },
                { name: 'YES', values: texts.slice(0, rows).map((text) => text.length > 5) },
              ],
            },
          ]);
          const table = await readTable(source, hdus[1]!);
          expect(table.rows).toBe(rows);
          for (const [i, { values, width }] of whole.entries())
            expect(table.columns[i]!.elements).toEqual({
              values: values.slice(0, rows * width),
              nulls: null,
            });
          expect(table.columns.at(-2)!.elements).toEqual({ values: texts.slice(0, rows * 2), nulls: null });
        },
      ),
      { numRuns: 300, seed: 5 },
    );
  });

  test('complex numbers, missing values, and axes of a cell', async () => {
    const { source, hdus } = await reread(everything);
    const { columns } = await readTable(source, hdus.find(({ name }) => name === 'TABLE')!);
    const cells = Object.fromEntries(
      columns.map((column) => [column.name, [0, 1, 2].map((row) => cellOf(column, row))]),
    );
    expect(cells).toMatchObject({
      I16: [-32768, null, 32767],
      U16: [0, null, 65535],
      F32: [1.5, 2.5, Number.NaN],
      C64: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      TEXTS: [
        ['a', 'bc'],
        ['def', 'g'],
        ['hi', 'jkl'],
      ],
    });
    expect(columns.find(({ name }) => name === 'CUBE')).toMatchObject({ shape: [3, 2], format: '6I' });
    expect(columns.find(({ name }) => name === 'F32')!.unit).toBe('Jy/beam');
  });
});

test('check sums are those that the reader works out', async () => {
  const { source, hdus } = await reread(everything, { withChecksum: true });
  for (const hdu of hdus)
    expect(await verifyChecksums(source, hdu)).toEqual({ datasum: 'OK', checksum: 'OK' });
});

test('a file comes in parts, none of them larger than the data of an HDU', () => {
  const data = new Float32Array(100_000);
  const parts = [
    ...fitsParts([
      { shape: [100_000], data },
      { shape: [3], data: new Uint8Array(3) },
    ]),
  ];
  expect(parts.map(({ length }) => length)).toEqual([2880, 138 * 2880, 2880, 2880, 2880]);
});

test.each<[string, WritableHdu]>([
  ['values that do not fill the shape', { shape: [2, 2], data: new Uint8Array(3) }],
  ['a keyword that FITS has no way to write', { shape: [], cards: [{ keyword: 'a=b', value: 1 }] }],
  ['letters beyond ASCII', { shape: [], cards: [{ keyword: 'OBJECT', value: 'Ångström' }] }],
  ['infinity in a card', { shape: [], cards: [{ keyword: 'X', value: Number.POSITIVE_INFINITY }] }],
  ['a card of the structure', { shape: [], cards: [{ keyword: 'NAXIS1', value: 1 }] }],
  [
    'BZERO of unsigned numbers',
    { shape: [1], data: new Uint16Array(1), cards: [{ keyword: 'BZERO', value: 1 }] },
  ],
  [
    'columns of different length',
    {
      columns: [
        { name: 'A', values: new Uint8Array(2) },
        { name: 'B', values: ['x'] },
      ],
    },
  ],
  ['half a row', { columns: [{ name: 'A', values: new Uint8Array(3), shape: [2] }] }],
  ['text beyond ASCII', { columns: [{ name: 'A', values: ['é'] }] }],
  [
    'missing whole numbers without one that stands for them',
    { columns: [{ name: 'A', values: new Uint8Array(1), nulls: [1] }] },
  ],
])('%s cannot be written', (_, hdu) => {
  expect(() => writeFits([hdu])).toThrow(RangeError);
});
