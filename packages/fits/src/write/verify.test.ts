import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bytesSource, type CellValue, cellOf, openFits, readImage, readTable } from '../index.ts';
import { everything } from '../testing/everything.ts';
import { writeFits } from './write.ts';

// Checkers from outside, where they are: fitsverify of cfitsio (a package of Debian), and a Python with astropy, which
// PEER_PYTHON names.
const python = process.env.PEER_PYTHON ?? 'python3';
const hasFitsverify = spawnSync('fitsverify').error === undefined;
const hasAstropy = spawnSync(python, ['-c', 'import astropy']).status === 0;
if (!hasFitsverify) console.warn('There is no fitsverify: what is written is not held against it.');
if (!hasAstropy) console.warn(`${python} has no astropy: what is written is not held against it.`);

const folder = mkdtempSync(join(tmpdir(), 'asterism-fits-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'everything.fits');
const written = writeFits(everything, { withChecksum: true });
writeFileSync(path, written);

test.runIf(hasFitsverify)('fitsverify finds no error, and warns of the one card that has no value', () => {
  const { stdout } = spawnSync('fitsverify', [path], { encoding: 'utf8' });
  expect(stdout).toContain(`${everything.length} Header-Data Units in this file`);
  expect(stdout.match(/\*\*\* (Warning|Error).*/g)).toEqual([
    expect.stringContaining('NOTHING has a null value'),
  ]);
});

// Every number as text, complex ones as two, so that none is rounded on the way.
const SCRIPT = `
import sys, json, warnings
warnings.simplefilter("error")
from astropy.io import fits
import numpy as np
def plain(values):
    values = np.asarray(values)
    if values.dtype.kind == "c":
        values = np.stack([values.real, values.imag], -1)
    return [str(v) for v in values.ravel().tolist()]
with fits.open(sys.argv[1], checksum=True) as file:
    file.verify("exception")
    print(json.dumps([{
        "cards": [[c.keyword, str(c.value)] for c in hdu.header.cards if c.keyword and c.keyword not in ("COMMENT", "HISTORY")],
        "data": None if hdu.data is None else plain(hdu.data) if hdu.is_image else [plain(hdu.data[c.name]) for c in hdu.columns],
    } for hdu in file]))
`;

/** As Python prints it, up to the digits of numbers. */
function same(ours: CellValue | undefined, theirs: string): boolean {
  if (typeof ours === 'bigint') return BigInt(theirs) === ours;
  if (typeof ours === 'boolean') return theirs === (ours ? 'True' : 'False');
  if (typeof ours === 'string') return theirs === ours;
  const number = Number(theirs.replace('nan', 'NaN').replace('inf', 'Infinity'));
  return Object.is(number, ours) || number === ours;
}

test.runIf(hasAstropy)(
  'astropy verifies it, check sums and all, and reads what our own reader does',
  async () => {
    const { stdout, stderr } = spawnSync(python, ['-c', SCRIPT, path], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const theirs: { cards: [string, string][]; data: string[] | string[][] | null }[] = JSON.parse(stdout);
    const source = bytesSource(written);
    const { hdus } = await openFits(source);
    expect(hdus).toHaveLength(theirs.length);
    for (const [i, hdu] of hdus.entries()) {
      const { cards, data } = theirs[i]!;
      for (const [keyword, value] of cards) {
        const own = hdu.header.get(keyword.includes(' ') ? keyword : keyword.toUpperCase());
        // astropy takes them from the header when it scales.
        if (own === undefined && /^(BSCALE|BZERO|BLANK)$/.test(keyword)) continue;
        if (own !== null) expect(same(own, value), `${keyword}: ${String(own)}, ${value}`).toBe(true);
      }
      if (data === null) continue;
      const ours: CellValue[][] =
        hdu.type === 'BINTABLE'
          ? (await readTable(source, hdu)).columns.map((column, at) =>
              // What is missing is there as the number that stands for it.
              Array.from({ length: Number(hdu.header.get('NAXIS2')) }, (_, row) => cellOf(column, row))
                .flat(3)
                .map((cell, k) => cell ?? Number((data[at] as string[])[k])),
            )
          : [[...(await readImage(source, hdu)).data]];
      const their = hdu.type === 'BINTABLE' ? (data as string[][]) : [data as string[]];
      for (const [at, values] of ours.entries()) {
        expect(values).toHaveLength(their[at]!.length);
        values.forEach((value, k) => {
          expect(same(value, their[at]![k]!), `HDU ${i}, ${at}: ${String(value)}, ${their[at]![k]}`).toBe(
            true,
          );
        });
      }
    }
  },
);
