import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import said from '../../fixtures/checksums.json' with { type: 'json' };
import { bytesSource, openFits, verifyChecksums } from '../index.ts';
import { fileOf, IMAGE_CARDS } from '../testing/headerBytes.ts';
import { OnesComplementSum } from './onesComplementSum.ts';

const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, '../../fixtures/checksums.fits')));

test('as astropy says, right, wrong and absent', async () => {
  const source = bytesSource(bytes);
  const { hdus } = await openFits(source);
  const ours = await Promise.all(
    hdus.map(async (hdu) => ({ name: hdu.name ?? 'PRIMARY', ...(await verifyChecksums(source, hdu)) })),
  );
  expect(ours).toEqual(said);
});

test('a byte changed anywhere in an HDU is found', { timeout: 60_000 }, async () => {
  const { hdus } = await openFits(bytesSource(bytes));
  const { header, dataOffset, dataBytes } = hdus[1]!;
  for (let at = header.byteOffset + 2880 - 700; at < dataOffset + dataBytes; at += 3) {
    const changed = bytes.slice();
    changed[at]! ^= 0x24;
    const { datasum, checksum } = await verifyChecksums(bytesSource(changed), hdus[1]!);
    expect([at, datasum, checksum]).toEqual([at, at < dataOffset ? 'OK' : 'MISMATCH', 'MISMATCH']);
  }
});

test('DATASUM that is no number does not fit; one written as a number does', async () => {
  for (const [line, datasum] of [
    ["DATASUM = 'many'", 'MISMATCH'],
    ['DATASUM = 0', 'OK'],
    ["DATASUM = '0'", 'OK'],
    ['DATASUM =', 'ABSENT'],
  ]) {
    const source = bytesSource(fileOf([...IMAGE_CARDS, line!], 2880));
    const { hdus } = await openFits(source);
    expect(await verifyChecksums(source, hdus[0]!)).toEqual({ datasum, checksum: 'ABSENT' });
  }
});

test('the sum of many words, from bytes that begin anywhere', () => {
  const all = new Uint8Array(2 ** 24 + 9).fill(0xff);
  const sum = new OnesComplementSum();
  sum.add(all.subarray(1, 2 ** 24 + 1));
  sum.add(Uint8Array.of(0, 0, 1, 0, 2));
  // Words of ones are minus zero, and 0x00000100 + 0x02000000 remains.
  expect(sum.value).toBe(0x02000100);
});
