import type { Hdu } from '../file/hdu.ts';
import { BLOCK } from '../header/readHeader.ts';
import type { ByteSource } from '../source.ts';
import { OnesComplementSum } from './onesComplementSum.ts';

/** ABSENT where there is no such card, or an empty one, by which a writer makes no statement. */
export type ChecksumStatus = 'OK' | 'MISMATCH' | 'ABSENT';

export interface ChecksumReport {
  /** DATASUM against the data. */
  datasum: ChecksumStatus;
  /** CHECKSUM against header and data together. */
  checksum: ChecksumStatus;
}

// Large enough that asking costs nothing beside summing, small enough to lie in the processor's cache.
const PIECE = 91 * BLOCK;
const ALL_ONES = 0xffffffff;

/**
 * Holds an HDU against its DATASUM and CHECKSUM (FITS 4.0, 4.4.2.7 and appendix J): ones' complement sums of 32 bits.
 * Reads the HDU once, piece by piece, and only where there is something to check.
 */
export async function verifyChecksums(
  source: ByteSource,
  hdu: Hdu,
  options: { signal?: AbortSignal } = {},
): Promise<ChecksumReport> {
  const { header, dataOffset, dataBytes } = hdu;
  const datasum = header.get('DATASUM');
  const checksum = header.get('CHECKSUM');
  const isDatasumThere = datasum !== undefined && datasum !== null && datasum !== '';
  const isChecksumThere = typeof checksum === 'string' && checksum !== '';
  if (!isDatasumThere && !isChecksumThere) return { datasum: 'ABSENT', checksum: 'ABSENT' };

  const sum = new OnesComplementSum();
  // Behind the last byte of an unpadded file there is nothing that could count: padding of data is zeros, or blanks in
  // a TABLE, whose writer has then left out bytes that it had counted.
  const end = Math.min(Math.ceil((dataOffset + dataBytes) / BLOCK) * BLOCK, source.size);
  await addRange(sum, source, dataOffset, end, options.signal);
  const dataSum = sum.value;
  if (isChecksumThere) await addRange(sum, source, header.byteOffset, dataOffset, options.signal);
  const judge = (isThere: boolean, isRight: boolean): ChecksumStatus => {
    if (!isThere) return 'ABSENT';
    return isRight ? 'OK' : 'MISMATCH';
  };
  return {
    datasum: judge(isDatasumThere, isDatasum(datasum, dataSum)),
    // The card is chosen so that everything together is minus zero.
    checksum: judge(isChecksumThere, sum.value === ALL_ONES || sum.value === 0),
  };
}

/** DATASUM is the sum in decimal digits, as text; some write it as a number. */
const isDatasum = (value: unknown, sum: number): boolean =>
  /^\d+$/.test(String(value).trim()) && Number(value) === sum;

async function addRange(
  sum: OnesComplementSum,
  source: ByteSource,
  start: number,
  end: number,
  signal?: AbortSignal,
): Promise<void> {
  for (let offset = start; offset < end; offset += PIECE) {
    signal?.throwIfAborted();
    sum.add(await source.read(offset, Math.min(PIECE, end - offset)));
  }
}
