import { FitsError, type FitsErrorCode } from '../error.ts';
import { type Card, type CardValue, parseCard } from './card.ts';

/** The cards of one HDU, in order; long strings put together. */
export class Header {
  readonly cards: readonly Card[];
  readonly #byKeyword = new Map<string, Card>();

  constructor(cards: readonly Card[]) {
    this.cards = cards;
    // The first of two cards wins.
    for (const card of cards) if (!this.#byKeyword.has(card.keyword)) this.#byKeyword.set(card.keyword, card);
  }

  /** Undefined where there is no such card. */
  get(keyword: string): CardValue | undefined {
    return this.#byKeyword.get(keyword)?.value;
  }

  text(keyword: string): string | null {
    const value = this.get(keyword);
    return typeof value === 'string' ? value : null;
  }

  /** A number, or `otherwise` where the card is missing. Throws FitsError with `code` where it is no number. */
  number(keyword: string, otherwise: number, hdu: number, code: FitsErrorCode = 'BAD_KEYWORD'): number {
    const value = this.get(keyword);
    if (value === undefined || value === null) return otherwise;
    if (typeof value === 'bigint') return Number(value);
    if (typeof value !== 'number')
      throw new FitsError(code, `${keyword} of HDU ${hdu} is ${JSON.stringify(value)}, not a number.`, {
        hdu,
        card: keyword,
      });
    return value;
  }
}

/** Cards from header text (80 characters each, END and what follows left out), CONTINUE joined. */
export function parseHeader(cardTexts: readonly string[]): Header {
  const cards: Card[] = [];
  for (const text of cardTexts) {
    const card = parseCard(text);
    const last = cards.at(-1);
    if (card.keyword === 'CONTINUE' && last && typeof last.value === 'string' && last.value.endsWith('&')) {
      cards[cards.length - 1] = {
        ...last,
        value: last.value.slice(0, -1) + (typeof card.value === 'string' ? card.value : ''),
        comment: [last.comment, card.comment].filter(Boolean).join(' ') || null,
      };
    } else cards.push(card);
  }
  return new Header(cards);
}
