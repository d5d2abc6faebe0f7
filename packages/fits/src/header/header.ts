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
  for (const [i, text] of cardTexts.entries()) {
    const card = parseCard(text);
    const last = cards.at(-1);
    if (card.keyword === 'CONTINUE' && last && typeof last.value === 'string' && last.value.endsWith('&')) {
      cards[cards.length - 1] = {
        ...last,
        value: last.value.slice(0, -1) + (typeof card.value === 'string' ? card.value : ''),
        comment: [last.comment, card.comment].filter(Boolean).join(' ') || null,
      };
    } else {
      cards.push(card);
      byteOffsets.push(byteOffset + i * CARD);
    }
  }
  return new Header(cards, byteOffsets, byteOffset);
}
