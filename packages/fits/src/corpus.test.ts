import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  bytesSource,
  FitsError,
  imageStatistics,
  openFits,
  unpackedSource,
  verifyChecksums,
} from './index.ts';

// Real files from many sources, with what astropy reads in them. They are kept beside the repository, not in it.
const shared = process.env.ASTERISM_SHARED ?? join(import.meta.dirname, '../../../../shared');
const corpus = join(shared, 'fits-corpus');
const isThere = existsSync(join(corpus, 'manifest.json'));
if (!isThere) console.warn(`No FITS corpus at ${corpus}: the tests over real files are skipped.`);

interface ManifestHdu {
  index: number;
  type: string;
  shape?: number[];
  dtype?: string;
  sha256_le?: string;
  sum?: number;
  finite?: number;
  min?: number | null;
  max?: number | null;
}
interface ManifestFile {
  file: string;
  hdus: ManifestHdu[];
}
const files: ManifestFile[] = isThere
  ? JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8')).files
  : [];
const read = (file: string) => unpackedSource(bytesSource(readFileSync(join(corpus, file))));
const isRefused = (file: string) => /\.(Z|bz2)$/.test(file);

describe.runIf(isThere)('real files', () => {
  test('none crashes: each is read or refused with a code', async () => {
    for (const { file } of files) {
      const outcome = await read(file)
        .then(openFits)
        .catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome, file).toBeInstanceOf(FitsError);
      if (isRefused(file)) expect(outcome, file).toMatchObject({ code: 'UNSUPPORTED_CONTAINER' });
    }
  });

  // astropy's own test files; what it says of them stands in its tests.
  test.for([
    ['nom-tam-fits__checksum.fits', 'OK'],
    ['python3-astropy__checksum.fits', 'OK'],
    ['python3-astropy__checksum_false.fits', 'MISMATCH'],
  ])('the check sums of %s: %s', async ([file, status]) => {
    const source = await read(file!);
    const { hdus } = await openFits(source);
    const reports = await Promise.all(hdus.map((hdu) => verifyChecksums(source, hdu)));
    expect(reports.map(({ checksum }) => checksum)).toContain(status);
  });

  const images = files
    .filter(({ file }) => !isRefused(file))
    .flatMap(({ file, hdus }) => hdus.filter((hdu) => hdu.shape).map((hdu) => ({ file, ...hdu })));

  test('every image of the list is among them, but for the one in a .bz2 file', () => {
    const listed = files.flatMap(({ hdus }) => hdus.filter((hdu) => hdu.shape));
    expect(listed).toHaveLength(97);
    expect(images).toHaveLength(96);
  });

  test.for(images)('$file HDU $index equals astropy', async ({ file, index, ...expected }) => {
    const source = await read(file);
    const fits = await openFits(source);
    const hdu = fits.hdus[index]!;
    expect(hdu.shape).toEqual(expected.shape);
    const hash = createHash('sha256');
    const found = await imageStatistics(source, hdu, {
      onPixels: (pixels) => hash.update(new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength)),
    });
    const { dtype, shape, finite, min, max, sum } = found;
    expect({ dtype, shape, finite, min, max, sha256_le: hash.digest('hex') }).toEqual({
      dtype: expected.dtype,
      shape: expected.shape,
      finite: expected.finite,
      min: expected.min,
      max: expected.max,
      sha256_le: expected.sha256_le,
    });
    // Pairwise there, compensated here: in the last digits of the largest partial sum.
    const size = Math.max(Math.abs(min ?? 0), Math.abs(max ?? 0)) * finite;
    expect(Math.abs(sum - expected.sum!)).toBeLessThanOrEqual(1e-15 * size);
  });
});
