import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const INPUTS = 24_000;

interface Report {
  inputs: number;
  files: string[];
  refusals: Record<string, number>;
}

// In a process of its own: its memory is measured, and a loop without end is ended from outside.
test('files changed at random end in data of the declared size or a typed error', {
  timeout: 600_000,
}, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--import', 'tsx', join(import.meta.dirname, 'testing/fuzz/main.ts')],
    ...[String(INPUTS), '12345'],
  ]);
  const report = JSON.parse(stdout) as Report;
  expect(report.inputs).toBe(INPUTS);
  const fixtures = readdirSync(join(import.meta.dirname, '../fixtures')).filter((name) =>
    name.endsWith('.fits'),
  );
  expect(report.files).toEqual(expect.arrayContaining(fixtures));
  // That the changes reach every part of the reader.
  expect(Object.keys(report.refusals)).toEqual(
    expect.arrayContaining([
      ...['EMPTY_FILE', 'NOT_FITS', 'GZIP_CORRUPT', 'NO_IMAGE', 'TOO_LARGE'],
      ...['HEADER_NO_END', 'TRUNCATED_HEADER', 'TRUNCATED_DATA'],
      ...[
        'BAD_BITPIX',
        'BAD_NAXIS',
        'BAD_PCOUNT',
        'BAD_KEYWORD',
        'BAD_TABLE',
        'BAD_TFORM',
        'BAD_HEAP_POINTER',
      ],
      ...['BAD_TILE_GEOMETRY', 'CORRUPT_TILE', 'UNSUPPORTED_COMPRESSION'],
    ]),
  );
});
