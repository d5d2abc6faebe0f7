import { FitsError } from '../../error.ts';
import type { ByteSource } from '../../source.ts';
import { Gunzip } from './gunzip.ts';
import { HduWalk } from './hduWalk.ts';
import { SegmentedBytes } from './segmentedBytes.ts';

const PIECE = 256 * 1024;
// What comes after the last HDU is read this far, so that a slip of a writer does not lose gzip's own check.
const MAX_TRAILING = 1024 * 1024;
// About every tenth of a second others get their turn, and a signal is heard.
const BYTES_BETWEEN_PAUSES = 16 * 1024 * 1024;

export interface UnpackOptions {
  /** What a packed file may unpack to. 1 GiB where nothing is said. */
  maxBytes?: number;
  signal?: AbortSignal;
}

/**
 * The bytes of a FITS file that may be packed with gzip (RFC 1952): the source itself where it is not, else memory
 * filled by a stream that follows the headers, so that it grows with what comes and ends where the last HDU does.
 *
 * Throws FitsError GZIP_CORRUPT (cut short, damaged, bad CRC; `byteOffset` in the packed file), NOT_FITS or
 * UNSUPPORTED_CONTAINER for what is packed, TOO_LARGE where a header declares more than `maxBytes`, and what openFits
 * throws for the first header. Throws the signal's reason when stopped.
 */
export async function unpackedSource(source: ByteSource, options: UnpackOptions = {}): Promise<ByteSource> {
  if (!(await isGzip(source))) return source;
  const { maxBytes = 2 ** 30, signal } = options;
  const unpacked = new SegmentedBytes();
  const gunzip = new Gunzip();
  const walk = new HduWalk(unpacked, maxBytes);
  let paused = 0;
  for (let offset = 0; offset < source.size; offset += PIECE) {
    signal?.throwIfAborted();
    gunzip.feed(await source.read(offset, Math.min(PIECE, source.size - offset)));
    while (fillSegment(gunzip, unpacked)) {
      await walk.advance();
      if (unpacked.size > (walk.isOver ? walk.end + MAX_TRAILING : maxBytes + PIECE))
        return dropTail(unpacked, walk, maxBytes);
      if (unpacked.size - paused < BYTES_BETWEEN_PAUSES) continue;
      paused = unpacked.size;
      await new Promise((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
    }
  }
  if (!gunzip.isWhole)
    throw new FitsError('GZIP_CORRUPT', 'The gzip file is cut short.', { byteOffset: source.size });
  await walk.advance();
  if (gunzip.hasTrailingBytes)
    unpacked.warnings.push({
      code: 'GZIP_TRAILING_BYTES',
      hdu: Math.max(0, walk.count - 1),
      message: 'Bytes that are not gzip follow the packed data; they are left out.',
    });
  return unpacked;
}

async function isGzip(source: ByteSource): Promise<boolean> {
  if (source.size < 2) return false;
  const [first, second] = await source.read(0, 2);
  return first === 0x1f && second === 0x8b;
}

/** Whether a segment was filled up; otherwise more has to be fed. */
function fillSegment(gunzip: Gunzip, unpacked: SegmentedBytes): boolean {
  const { segment, start } = unpacked.writable();
  const written = gunzip.writeTo(segment, start);
  unpacked.size += written;
  return start + written === segment.length;
}

function dropTail(unpacked: SegmentedBytes, walk: HduWalk, maxBytes: number): SegmentedBytes {
  if (!walk.isOver)
    throw new FitsError('TOO_LARGE', `A packed file may unpack to ${maxBytes} bytes; unpack it first.`, {
      hdu: walk.count,
    });
  unpacked.cut(walk.end);
  unpacked.warnings.push({
    code: 'TRAILING_BYTES_DROPPED',
    hdu: walk.count - 1,
    message: `More than ${MAX_TRAILING} bytes follow the last HDU; they are left out, and gzip's checksum behind them was not checked.`,
  });
  return unpacked;
}
