import { FitsError, type FitsWarning } from '../error.ts';
import { BLOCK, readHeader } from '../header/readHeader.ts';
import type { ByteSource } from '../source.ts';
import { describeHdu, type Hdu } from './hdu.ts';
import { checkSignature } from './signature.ts';

/** More HDUs than any file has a use for; reading them would take long. */
export const MAX_HDUS = 10_000;

export interface FitsFile {
  hdus: Hdu[];
  warnings: FitsWarning[];
}

/**
 * Walks all HDUs of a file by their offsets; no data are read. Throws FitsError where the first HDU cannot be read or
 * an HDU's data are cut short. A later header that makes no sense ends the walk with a warning.
 */
export async function openFits(source: ByteSource): Promise<FitsFile> {
  await checkSignature(source);
  const hdus: Hdu[] = [];
  const warnings: FitsWarning[] = [...(source.warnings ?? [])];
  for (let offset = 0; offset < source.size; ) {
    const hdu = await nextHdu(source, offset, hdus.length, warnings);
    if (!hdu) break;
    hdus.push(hdu);
    if (hdus.length > MAX_HDUS)
      throw new FitsError('TOO_LARGE', `The file has over ${MAX_HDUS} HDUs.`, {
        hdu: hdu.index,
        byteOffset: offset,
      });
    const end = hdu.dataOffset + hdu.dataBytes;
    if (end > source.size)
      throw new FitsError(
        'TRUNCATED_DATA',
        `The data of HDU ${hdu.index} need ${hdu.dataBytes} bytes; the file has ${source.size - hdu.dataOffset}.`,
        { hdu: hdu.index, byteOffset: source.size },
      );
    offset = Math.ceil(end / BLOCK) * BLOCK;
    if (offset > source.size && end < source.size + BLOCK && hdu.dataBytes > 0)
      warnings.push({
        code: 'DATA_UNPADDED',
        hdu: hdu.index,
        message: 'The last data block is not filled up.',
      });
  }
  if (hdus[0]?.header.get('SIMPLE') === false)
    warnings.push({
      code: 'NOT_SIMPLE',
      hdu: 0,
      message: 'SIMPLE is F: the file says that it departs from the standard.',
    });
  return { hdus, warnings };
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
