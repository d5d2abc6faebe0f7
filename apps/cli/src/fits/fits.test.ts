import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeFits } from '@asterism/fits';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileStatistics } from './fileStatistics.ts';
import { jsonLine } from './stat.ts';

const program = join(import.meta.dirname, '../../bin/asterism.mjs');
const ROOT = process.getuid?.() === 0;
let folder: string;

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'fits', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr, lines: stdout.split('\n').filter(Boolean) };
}
const stat = (...files: string[]) => {
  const { lines, ...rest } = run('stat', '--json', ...files);
  return { ...rest, lines: lines.map((line) => JSON.parse(line) as FileStatistics) };
};

const image = writeFits([
  {
    shape: [2, 3],
    data: Float32Array.of(1, 2, Number.NaN, 4, -5.5, 0),
    cards: [{ keyword: 'OBJECT', value: 'Antares', comment: 'a star' }],
  },
  { shape: [] },
  { shape: [1, 2], data: BigInt64Array.of(-9115004170821107712n, 7n) },
]);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'asterism-cli-'));
  writeFileSync(join(folder, 'good.fits'), image);
  writeFileSync(join(folder, 'good.fits.gz'), gzipSync(image));
  writeFileSync(join(folder, 'short.fits'), image.subarray(0, 2900));
  writeFileSync(join(folder, 'bad.fits.gz'), gzipSync(image).subarray(0, 100));
  writeFileSync(
    join(folder, 'empty.fits'),
    writeFits([{ shape: [1, 2], data: Float32Array.of(Number.NaN, Number.NaN) }]),
  );
  writeFileSync(
    join(folder, 'odd.fits'),
    writeFits([
      { shape: [1, 2], data: Int16Array.of(1, 2), cards: [{ keyword: 'BSCALE', value: 'two' }] },
      { shape: [1, 2], data: Int16Array.of(3, 4) },
    ]),
  );
  mkdirSync(join(folder, 'folder.fits'));
  writeFileSync(join(folder, 'locked.fits'), image);
  chmodSync(join(folder, 'locked.fits'), 0o000);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('fits stat', () => {
  test('a line of JSON for every image, packed or not', () => {
    const hdus = [
      {
        index: 0,
        type: 'PrimaryHDU',
        shape: [2, 3],
        dtype: 'float32',
        sha256_le: createHash('sha256')
          .update(new Uint8Array(Float32Array.of(1, 2, Number.NaN, 4, -5.5, 0).buffer))
          .digest('hex'),
        finite: 5,
        min: -5.5,
        max: 4,
        sum: 1.5,
      },
      { index: 1, type: 'ImageHDU' },
      expect.objectContaining({ index: 2, dtype: 'int64', min: -(9115004170821108 * 1000), max: 7 }),
    ];
    const { status, lines } = stat('good.fits', 'good.fits.gz');
    expect(lines).toEqual([
      { file: 'good.fits', hdus, warnings: [], error: null },
      { file: 'good.fits.gz', hdus, warnings: [], error: null },
    ]);
    expect(status).toBe(0);
  });

  test('one bad file does not stop the next', () => {
    const { status, stderr, lines } = stat(
      'short.fits',
      'missing.fits',
      'folder.fits',
      'bad.fits.gz',
      ...(ROOT ? [] : ['locked.fits']),
      'good.fits',
    );
    expect(lines.map(({ file, error }) => [file, error?.code, error?.hdu, error?.byteOffset])).toEqual([
      ['short.fits', 'TRUNCATED_DATA', 0, 2900],
      ['missing.fits', 'ENOENT', null, null],
      ['folder.fits', 'EISDIR', null, null],
      ['bad.fits.gz', 'GZIP_CORRUPT', null, 100],
      ...(ROOT ? [] : [['locked.fits', 'EACCES', null, null]]),
      ['good.fits', undefined, undefined, undefined],
    ]);
    for (const { hdus } of lines.slice(0, -1)) expect(hdus).toEqual([]);
    expect(status).toBe(1);
    expect(stderr).toBe(`${lines.length - 1} of ${lines.length} files could not be read.\n`);
  });

  test('an HDU that cannot be read is the error, and the others are measured', () => {
    const { status, lines } = stat('odd.fits');
    expect(lines[0]).toMatchObject({
      hdus: [
        { index: 0, type: 'PrimaryHDU' },
        { index: 1, sum: 7 },
      ],
      error: { code: 'BAD_KEYWORD', hdu: 0, byteOffset: 480 },
    });
    expect(status).toBe(1);
  });

  test('no finite pixel: null, and a warning', () => {
    const { status, lines } = stat('empty.fits');
    expect(lines[0]).toMatchObject({
      hdus: [{ finite: 0, min: null, max: null, sum: 0 }],
      warnings: [{ code: 'NO_FINITE_PIXELS', hdu: 0 }],
      error: null,
    });
    expect(status).toBe(0);
  });

  test('a table for people', () => {
    const { status, stdout } = run('stat', 'good.fits', 'short.fits', 'empty.fits');
    expect(stdout).toBe(`good.fits
  HDU  type        shape   dtype    finite  min                   max  sum
  0    PrimaryHDU  (2, 3)  float32  5       -5.5                  4    1.5
  1    ImageHDU
  2    ImageHDU    (1, 2)  int64    2       -9115004170821108000  7    -9115004170821108000
short.fits
  refused in HDU 0: The data of HDU 0 need 24 bytes; the file has 20. The file's length is no multiple of 2880: it was cut short, or transferred in text mode. (TRUNCATED_DATA)
empty.fits
  HDU  type        shape   dtype    finite  min  max  sum
  0    PrimaryHDU  (1, 2)  float32  0       -    -    0
  warning in HDU 0: No pixel is a finite number. (NO_FINITE_PIXELS)
`);
    expect(status).toBe(1);
  });
});

test('fits header prints cards, of packed files too, and goes on after a bad one', () => {
  const { status, lines, stderr } = run('header', 'missing.fits', 'good.fits.gz');
  expect(lines[0]).toMatch(/^missing\.fits: ENOENT.* \(ENOENT\)$/);
  expect(lines).toContain('good.fits.gz  HDU 0 PRIMARY (2, 3)');
  expect(lines).toContain('  OBJECT   = Antares / a star');
  expect(lines).toContain('good.fits.gz  HDU 2 IMAGE (1, 2)');
  expect([status, stderr]).toEqual([1, '1 of 2 files could not be read.\n']);
});

test('numbers beyond 2^53 keep their meaning for readers with long integers', () => {
  expect(jsonLine({ a: 2 ** 63, b: [-(2 ** 53)], c: 2 ** 53 - 1, d: '9223372036854775807', e: 1e300 })).toBe(
    '{"a":9.223372036854776e+18,"b":[-9.007199254740992e+15],"c":9007199254740991,"d":"9223372036854775807","e":1e+300}',
  );
});

// Real files with what astropy reads in them, kept beside the repository.
const shared = process.env['ASTERISM_SHARED'] ?? join(import.meta.dirname, '../../../../../shared');
const corpus = join(shared, 'fits-corpus');
const isThere = existsSync(join(corpus, 'manifest.json'));
if (!isThere) console.warn(`No FITS corpus at ${corpus}: the test over real files is skipped.`);

test.runIf(isThere)('every line equals the manifest of real files', { timeout: 60_000 }, () => {
  const { files } = JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8')) as {
    files: { file: string; error?: string; hdus: FileStatistics['hdus'] }[];
  };
  const { lines } = stat(...files.map(({ file }) => join(corpus, file)));
  expect(lines).toHaveLength(files.length);
  lines.forEach(({ hdus, error }, i) => {
    const { file, error: theirs, hdus: expected } = files[i]!;
    // Compressed tiles and containers that are not read here are refused by name.
    if (error?.code.startsWith('UNSUPPORTED_')) return;
    expect(error === null, file).toBe(theirs === undefined);
    expect(
      hdus.map(({ sum: _, ...rest }) => rest),
      file,
    ).toEqual(expected.map(({ sum: _, ...rest }) => rest));
    for (const [k, { sum }] of hdus.entries())
      if (sum !== undefined)
        expect(sum, file).toBeCloseTo(expected[k]!.sum!, -Math.log10(Math.abs(sum) * 1e-9 || 1e-9));
  });
});
