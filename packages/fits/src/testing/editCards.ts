import { CARD } from '../header/card.ts';

/** Where the last card of a keyword stands in a file. Throws RangeError where there is none. */
export function placeOfCard(bytes: Uint8Array, keyword: string): number {
  const name = keyword.padEnd(8);
  for (let at = Math.floor(bytes.length / CARD) * CARD; at >= 0; at -= CARD)
    if (String.fromCharCode(...bytes.subarray(at, at + 8)) === name) return at;
  throw new RangeError(`There is no card ${keyword}.`);
}

/** The file with the last card of each keyword replaced; a value stands there as it is to be written behind `= `. */
export function withCards(original: Uint8Array, values: Record<string, string | number>): Uint8Array {
  const bytes = new Uint8Array(original);
  for (const [keyword, value] of Object.entries(values))
    bytes.set(
      new TextEncoder().encode(`${keyword.padEnd(8)}= ${value}`.padEnd(CARD)),
      placeOfCard(bytes, keyword),
    );
  return bytes;
}
