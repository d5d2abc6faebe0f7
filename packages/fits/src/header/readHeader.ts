import { FitsError, type FitsWarning } from '../error.ts';
import type { ByteSource } from '../source.ts';
import { CARD } from './card.ts';
import { type Header, parseHeader } from './header.ts';
import { checkMandatoryCards } from './mandatory.ts';

export const BLOCK = 2880;
const MAX_CARDS = 10_000;
// Most headers end within four blocks, so one read brings them in.
const READ_BLOCKS = 4;
const BLANK = 0x20;

export interface ReadHeader {
  header: Header;
  /** Where the data begin. */
  dataOffset: number;
  warnings: FitsWarning[];
}

/** Reads the header that begins at `offset`. Throws FitsError. */
export async function readHeader(source: ByteSource, offset: number, hdu: number): Promise<ReadHeader> {
  const texts: string[] = [];
  for (let at = offset; at < source.size; at += READ_BLOCKS * BLOCK) {
    const bytes = await source.read(at, Math.min(READ_BLOCKS * BLOCK, source.size - at));
    for (let start = 0; start + 3 <= bytes.length; start += CARD) {
      const cardText = latin1(bytes.subarray(start, start + CARD));
      if (isEnd(cardText)) {
        const blockEnd = Math.ceil((start + CARD) / BLOCK) * BLOCK;
        const padding = bytes.subarray(start + 3, blockEnd);
        const warnings = [
          ...checkMandatoryCards(texts, offset, hdu),
          ...notePadding(padding, blockEnd - start - 3, hdu),
        ];
        const dataOffset = Math.min(at + blockEnd, source.size);
        return { header: parseHeader(texts, offset), dataOffset, warnings };
      }
      if (cardText.length === CARD) texts.push(cardText);
      if (texts.length > MAX_CARDS)
        throw new FitsError('HEADER_TOO_LONG', `The header of HDU ${hdu} has over ${MAX_CARDS} cards.`, {
          hdu,
          byteOffset: at + start,
        });
    }
  }
  throw withoutEnd(source.size, offset, hdu);
}

/** END alone in its keyword field; what stands behind it is looked at later. */
const isEnd = (text: string): boolean => /^END[ \0]*$/.test(text.slice(0, 8)) && text[8] !== '=';

function withoutEnd(size: number, offset: number, hdu: number): FitsError {
  const place = { hdu, byteOffset: size };
  return (size - offset) % BLOCK === 0
    ? new FitsError(
        'HEADER_NO_END',
        `The header of HDU ${hdu} has no END card before the end of the file.`,
        place,
      )
    : new FitsError(
        'TRUNCATED_HEADER',
        `The header of HDU ${hdu} is cut short: the file ends within a block of ${BLOCK} bytes, before END.`,
        place,
      );
}

/** What stands between END and the end of its block; the standard wants blanks, `length` of them. */
function notePadding(rest: Uint8Array, length: number, hdu: number): FitsWarning[] {
  let zeros = 0;
  let others = 0;
  for (let i = 0; i < rest.length; i++)
    if (rest[i] === 0) zeros += 1;
    else if (rest[i] !== BLANK) others += 1;
  if (others > 0)
    return [{ code: 'HEADER_JUNK', hdu, message: 'Something follows END in the last header block.' }];
  if (zeros > 0)
    return [{ code: 'HEADER_NUL_PADDING', hdu, message: 'The last header block is filled up with zeros.' }];
  return rest.length < length
    ? [{ code: 'HEADER_UNPADDED', hdu, message: 'The last header block is not filled up.' }]
    : [];
}

/** Every byte as one character, so that nothing is lost and offsets stay. */
const latin1 = (card: Uint8Array): string => Reflect.apply(String.fromCharCode, null, card);
