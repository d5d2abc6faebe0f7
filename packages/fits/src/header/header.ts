import { FitsError, type FitsErrorCode } from '../error.ts';
import { CARD, type Card, type CardValue, parseCard } from './card.ts';

/** The cards of one HDU, in order; long strings put together. */
export class Header {
  readonly cards: readonly Card[];
  /** Where the header begins in its file. */
  readonly byteOffset: number;
  readonly #byKeyword = new Map<string, { card: Card; byteOffset: number }>();

  /** `byteOffsets` holds the place of each card, in the same order. */
  constructor(cards: readonly Card[], byteOffsets: readonly number[], byteOffset: number) {
    this.cards = cards;
    this.byteOffset = byteOffset;
    // The first of two cards wins.
    for (const [i, card] of cards.entries())
      if (!this.#byKeyword.has(card.keyword))
        this.#byKeyword.set(card.keyword, { card, byteOffset: byteOffsets[i]! });
  }

  /** Undefined where there is no such card. */
  get(keyword: string): CardValue | undefined {
    return this.#byKeyword.get(keyword)?.card.value;
  }

  /** Where the card stands in the file; where there is none, where the header begins. */
  placeOf(keyword: string): number {
    return this.#byKeyword.get(keyword)?.byteOffset ?? this.byteOffset;
  }

  text(keyword: string): string | null {
    const value = this.get(keyword);
    return typeof value === 'string' ? value : null;
  }

  /**
   * A number, or `otherwise` where the card is missing. Throws FitsError with `code` where it is no number, or none that
   * a double holds.
   */
  number(keyword: string, otherwise: number, hdu: number, code: FitsErrorCode = 'BAD_KEYWORD'): number {
    const value = this.get(keyword);
    if (value === undefined || value === null) return otherwise;
    if (typeof value === 'bigint') return Number(value);
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      const reason =
        typeof value === 'number' ? 'larger than a number can be' : `${JSON.stringify(value)}, not a number`;
      throw new FitsError(code, `${keyword} of HDU ${hdu} is ${reason}.`, {
        hdu,
        card: keyword,
        byteOffset: this.placeOf(keyword),
      });
    }
    return value;
  }
}

/** Cards from header text (80 characters each, END and what follows left out), CONTINUE joined. */
export function parseHeader(cardTexts: readonly string[], byteOffset = 0): Header {
  const cards: Card[] = [];
  const byteOffsets: number[] = [];
  for (let i = 0; i < cardTexts.length; i++) {
    const first = parseCard(cardTexts[i]!);
    byteOffsets.push(byteOffset + i * CARD);
    const parts = [first];
    // Joined once: a header of 10,000 CONTINUE would else be copied 10,000 times.
    while (goesOn(parts.at(-1)!) && cardTexts[i + 1]?.startsWith('CONTINUE')) {
      i += 1;
      parts.push(parseCard(cardTexts[i]!));
    }
    cards.push(parts.length === 1 ? first : joined(first, parts));
  }
  return new Header(cards, byteOffsets, byteOffset);
}

const goesOn = ({ value }: Card): boolean => typeof value === 'string' && value.endsWith('&');

/** A string whose parts each end in `&`, but for the last. */
function joined(first: Card, parts: readonly Card[]): Card {
  const texts = parts.map((part) => (typeof part.value === 'string' ? part.value : ''));
  return {
    ...first,
    value: texts.map((text, i) => (i < texts.length - 1 ? text.slice(0, -1) : text)).join(''),
    comment: parts.flatMap(({ comment }) => comment || []).join(' ') || null,
  };
}
