import { FitsError, type FitsWarning } from '../error.ts';
import { CARD, parseCard } from './card.ts';

const MANDATORY = /^(SIMPLE|XTENSION|BITPIX|NAXIS\d*|PCOUNT|GCOUNT)$/;
const PRINTABLE = /^[\x20-\x7e]*$/;

/**
 * What is odd in the text of a header's cards. The cards that give an HDU its structure are held to more: a byte that is
 * not ASCII in one of them throws FitsError BAD_KEYWORD.
 */
export function checkMandatoryCards(
  texts: readonly string[],
  byteOffset: number,
  hdu: number,
): FitsWarning[] {
  const warnings: FitsWarning[] = [];
  const seen = new Map<string, string>();
  const differing = new Set<string>();
  const odd = texts.filter((text) => !PRINTABLE.test(text));
  if (odd.length > 0)
    warnings.push({
      code: 'NOT_ASCII',
      hdu,
      message: `${odd.length === 1 ? 'A card holds' : `${odd.length} cards hold`} characters that are not printable ASCII, the first of them ${odd[0]!.slice(0, 8).trimEnd() || 'a blank one'}; they are read as Latin-1.`,
    });
  for (const [i, text] of texts.entries()) {
    const keyword = text.slice(0, 8).trimEnd();
    if (!MANDATORY.test(keyword)) continue;
    if (!PRINTABLE.test(text))
      throw new FitsError(
        'BAD_KEYWORD',
        `The card ${keyword} of HDU ${hdu} holds characters that are not printable ASCII.`,
        { hdu, card: keyword, byteOffset: byteOffset + i * CARD },
      );
    const { value } = parseCard(text);
    const first = seen.get(keyword);
    if (first === undefined) seen.set(keyword, String(value));
    else if (first !== String(value) && !differing.has(keyword)) {
      differing.add(keyword);
      warnings.push({
        code: 'DUPLICATE_KEYWORD',
        hdu,
        message: `${keyword} is given as ${first} and as ${value}; the first is taken.`,
      });
    }
    if (first === undefined && typeof value === 'number' && /^[^/]*[.eEdD]/.test(text.slice(10)))
      warnings.push({
        code: 'NOT_INTEGER',
        hdu,
        message: `${keyword} is written as a real number, ${text.slice(10).split('/')[0]!.trim()}; ${value} is taken.`,
      });
  }
  return warnings;
}
