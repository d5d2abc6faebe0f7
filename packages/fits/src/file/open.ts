import { FitsError, type FitsWarning } from '../error.ts';
import { BLOCK, readHeader } from '../header/readHeader.ts';
import type { ByteSource } from '../source.ts';
import { describeHdu, type Hdu } from './hdu.ts';
import { checkSignature } from './signature.ts';

/** More HDUs than any file has a use for; reading them would take long. */
export const MAX_HDUS = 10_000;

/** Of a file that is odd throughout, more say nothing new. */
const MAX_WARNINGS = 100;

export interface FitsFile {
  hdus: Hdu[];
  warnings: FitsWarning[];
}

export interface OpenOptions {
  /** What all headers of a file may take. 32 MiB, 420,000 cards, where nothing is said. */
  maxHeaderBytes?: number;
}

/**
 * Walks all HDUs of a file by their offsets; no data are read. Throws FitsError where the first HDU cannot be read, an
 * HDU's data are cut short, or the headers pass the limit. A later header that makes no sense ends the walk with a
 * warning.
 */
export async function openFits(source: ByteSource, options: OpenOptions = {}): Promise<FitsFile> {
  const { maxHeaderBytes = 32 * 1024 * 1024 } = options;
  await checkSignature(source);
  const hdus: Hdu[] = [];
  const warnings: FitsWarning[] = [...(source.warnings ?? [])];
  let headerBytes = 0;
  for (let offset = 0; offset < source.size; ) {
    const hdu = await nextHdu(source, offset, hdus.length, warnings);
    if (!hdu) break;
    hdus.push(hdu);
    headerBytes += hdu.dataOffset - offset;
    if (hdus.length > MAX_HDUS || headerBytes > maxHeaderBytes)
      throw new FitsError(
        'TOO_LARGE',
        `The headers of ${hdus.length} HDUs have ${headerBytes} bytes; ${MAX_HDUS} HDUs and ${maxHeaderBytes} bytes are allowed.`,
        { hdu: hdu.index, byteOffset: offset },
      );
    offset = checkEnd(hdu, source.size, warnings);
  }
  if (hdus[0]?.header.get('SIMPLE') !== true)
    warnings.push({
      code: 'NOT_SIMPLE',
      hdu: 0,
      message: 'SIMPLE is not T: the file says that it departs from the standard.',
    });
  return { hdus, warnings: atMost(MAX_WARNINGS, warnings) };
}

function atMost(limit: number, warnings: FitsWarning[]): FitsWarning[] {
  const rest = warnings.length - limit;
  if (rest <= 0) return warnings;
  const message = `${rest} more warnings are left out.`;
  return [...warnings.slice(0, limit), { code: 'MORE_WARNINGS', hdu: warnings[limit]!.hdu, message }];
}

/** Where the next HDU would begin. Throws FitsError where the file ends before the HDU does. */
function checkEnd({ index, dataOffset, dataBytes }: Hdu, size: number, warnings: FitsWarning[]): number {
  const end = dataOffset + dataBytes;
  const next = Math.ceil(end / BLOCK) * BLOCK;
  if (dataBytes > 0 && dataOffset === size && size % BLOCK !== 0)
    throw new FitsError(
      'TRUNCATED_HEADER',
      `The header of HDU ${index} is cut short: the file ends within its last block, before ${dataBytes} bytes of data.`,
      { hdu: index, byteOffset: size },
    );
  if (end > size) {
    const hint =
      size % BLOCK === 0
        ? ''
        : ` The file's length is no multiple of ${BLOCK}: it was cut short, or transferred in text mode.`;
    throw new FitsError(
      'TRUNCATED_DATA',
      `The data of HDU ${index} need ${dataBytes} bytes; the file has ${size - dataOffset}.${hint}`,
      { hdu: index, byteOffset: size },
    );
  }
  if (next > size && dataBytes > 0)
    warnings.push({ code: 'DATA_UNPADDED', hdu: index, message: 'The last data block is not filled up.' });
  return next;
}

async function nextHdu(
  source: ByteSource,
  offset: number,
  index: number,
  warnings: FitsWarning[],
): Promise<Hdu | null> {
  if (index > 0 && !(await looksLikeExtension(source, offset))) {
    warnings.push({
      code: 'TRAILING_BYTES',
      hdu: index - 1,
      message: `${source.size - offset} bytes follow the last HDU.`,
    });
    return null;
  }
  try {
    const read = await readHeader(source, offset, index);
    const hdu = describeHdu(read.header, index, read.dataOffset);
    warnings.push(...read.warnings, ...oddValues(hdu));
    return hdu;
  } catch (error) {
    if (!(error instanceof FitsError) || index === 0) throw error;
    warnings.push({ code: error.code, hdu: index, message: `${error.message} The HDUs before it are kept.` });
    return null;
  }
}

/** Values that are allowed and can hardly be meant. */
function oddValues({ header, index, bitpix, compression }: Hdu): FitsWarning[] {
  const warnings: FitsWarning[] = [];
  if (header.get('BSCALE') === 0)
    warnings.push({
      code: 'ZERO_BSCALE',
      hdu: index,
      message: `BSCALE is 0: every pixel is BZERO, ${header.get('BZERO') ?? 0}.`,
    });
  if (compression === null && bitpix !== null && bitpix < 0 && header.get('BLANK') !== undefined)
    warnings.push({
      code: 'BLANK_ON_FLOATS',
      hdu: index,
      message: 'BLANK means nothing for real numbers, where NaN stands for it; it is ignored.',
    });
  return warnings;
}

/** Whether an extension's header begins at `offset`. */
export async function looksLikeExtension(source: ByteSource, offset: number): Promise<boolean> {
  const start = await source.read(offset, Math.min(8, source.size - offset));
  return String.fromCharCode(...start) === 'XTENSION';
}
