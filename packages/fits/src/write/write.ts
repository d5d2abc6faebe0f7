import { BLOCK } from '../header/readHeader.ts';
import { encodeElements, type RawArray } from '../image/elements.ts';

export type WritableValue = string | number | bigint | boolean;

export interface WritableHdu {
  /** Slowest axis first; no axes: a header without data. */
  shape: readonly number[];
  /** Its type decides BITPIX. Absent where there are no axes. */
  data?: RawArray;
  /** Cards after the mandatory ones. */
  cards?: readonly { keyword: string; value: WritableValue; comment?: string }[];
}

/** A FITS file of images: the first HDU is the primary, the others are image extensions. */
export function writeFits(hdus: readonly WritableHdu[]): Uint8Array {
  const parts = hdus.flatMap((hdu, index) => [headerBytes(hdu, index), dataBlocks(hdu)]);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

function headerBytes({ shape, data, cards = [] }: WritableHdu, index: number): Uint8Array {
  const lines = [
    index === 0
      ? card('SIMPLE', true, 'conforms to the FITS standard')
      : card('XTENSION', 'IMAGE', 'image extension'),
    card('BITPIX', bitpixOf(data)),
    card('NAXIS', shape.length),
    ...shape.map((_, i) => card(`NAXIS${i + 1}`, shape[shape.length - 1 - i]!)),
    ...(index === 0 ? [card('EXTEND', true)] : [card('PCOUNT', 0), card('GCOUNT', 1)]),
    ...cards.map(({ keyword, value, comment }) => card(keyword, value, comment)),
    'END'.padEnd(80),
  ].join('');
  return new TextEncoder().encode(lines.padEnd(Math.ceil(lines.length / BLOCK) * BLOCK));
}

/** Throws RangeError where the card does not fit 80 characters of ASCII. */
function card(keyword: string, value: WritableValue, comment?: string): string {
  const text = `${keyword.padEnd(8)}= ${formatValue(value)}${comment ? ` / ${comment}` : ''}`;
  const shown = text.slice(0, 80).padEnd(80);
  if (!/^[A-Z0-9_-]{1,8}$/.test(keyword) || /[^\x20-\x7e]/.test(shown) || 10 + formatValue(value).length > 80)
    throw new RangeError(`The card ${keyword} cannot be written.`);
  return shown;
}

function formatValue(value: WritableValue): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''").padEnd(8)}'`.padEnd(20);
  if (typeof value === 'boolean') return (value ? 'T' : 'F').padStart(20);
  if (typeof value === 'bigint' || Number.isInteger(value)) return String(value).padStart(20);
  return value.toString().toUpperCase().padStart(20);
}

function bitpixOf(data: RawArray | undefined): number {
  if (data === undefined || data instanceof Uint8Array) return 8;
  const bits = data.BYTES_PER_ELEMENT * 8;
  return data instanceof Float32Array || data instanceof Float64Array ? -bits : bits;
}

function dataBlocks({ shape, data }: WritableHdu): Uint8Array {
  const elements = shape.length === 0 ? 0 : shape.reduce((product, length) => product * length, 1);
  if (elements !== (data?.length ?? 0))
    throw new RangeError(`${data?.length ?? 0} values do not fill (${shape.join(', ')}).`);
  if (!data) return new Uint8Array(0);
  const bytes = encodeElements(data);
  const padded = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK);
  padded.set(bytes);
  return padded;
}
