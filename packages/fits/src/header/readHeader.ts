import { FitsError, type FitsWarning } from '../error.ts';
import type { ByteSource } from '../source.ts';
import { type Header, parseHeader } from './header.ts';

export const BLOCK = 2880;
const CARD = 80;
const MAX_CARDS = 10_000;
// Most headers end within four blocks, so one read brings them in.
const READ_BLOCKS = 4;

export interface ReadHeader {
  header: Header;
  /** Where the data begin. */
  dataOffset: number;
  warnings: FitsWarning[];
}

/** Reads the header that begins at `offset`. Throws FitsError. */
export async function readHeader(source: ByteSource, offset: number, hdu: number): Promise<ReadHeader> {
  const texts: string[] = [];
  const warnings: FitsWarning[] = [];
  for (let at = offset; ; at += READ_BLOCKS * BLOCK) {
    const length = Math.min(READ_BLOCKS * BLOCK, source.size - at);
    if (length <= 0)
      throw new FitsError(
        'HEADER_NO_END',
        `The header of HDU ${hdu} has no END card before the end of the file.`,
        {
          hdu,
          byteOffset: source.size,
        },
      );
    const text = latin1(await source.read(at, length));
    for (let card = 0; (card + 1) * CARD <= text.length; card++) {
      const cardText = text.slice(card * CARD, (card + 1) * CARD);
      if (/^END *$/.test(cardText)) {
        const end = at + Math.ceil(((card + 1) * CARD) / BLOCK) * BLOCK;
        noteText(texts, hdu, warnings);
        return { header: parseHeader(texts), dataOffset: checkEnd(end, source, hdu, warnings), warnings };
      }
      texts.push(cardText);
      if (texts.length > MAX_CARDS)
        throw new FitsError('HEADER_TOO_LONG', `The header of HDU ${hdu} has over ${MAX_CARDS} cards.`, {
          hdu,
          byteOffset: at + card * CARD,
        });
    }
    if (length % CARD !== 0 && length < CARD)
      throw new FitsError('TRUNCATED_HEADER', `The header of HDU ${hdu} is cut short.`, {
        hdu,
        byteOffset: source.size,
      });
  }
}

function checkEnd(end: number, source: ByteSource, hdu: number, warnings: FitsWarning[]): number {
  if (end > source.size)
    warnings.push({ code: 'HEADER_UNPADDED', hdu, message: 'The last header block is not filled up.' });
  return Math.min(end, source.size);
}

function noteText(texts: readonly string[], hdu: number, warnings: FitsWarning[]): void {
  if (texts.some((text) => /[^\x20-\x7e]/.test(text)))
    warnings.push({
      code: 'NOT_ASCII',
      hdu,
      message: 'A card holds characters that are not printable ASCII.',
    });
}

/** Every byte as one character, so that nothing is lost and offsets stay. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}
