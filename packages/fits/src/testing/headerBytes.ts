/** Header text by hand, for files that the writer would not write. */
export const text = (value: string): Uint8Array => new TextEncoder().encode(value);
export const card = (value: string): string => value.padEnd(80);

/** A header of these cards and END, filled up to a block, then zeros. */
export function fileOf(cards: readonly string[], dataBytes = 0): Uint8Array {
  const header = [...cards, 'END'].map(card).join('');
  const bytes = new Uint8Array(Math.ceil(header.length / 2880) * 2880 + dataBytes);
  bytes.set(text(header.padEnd(Math.ceil(header.length / 2880) * 2880)));
  return bytes;
}

/** The cards of a 16-bit image of 4 x 3. */
export const IMAGE_CARDS = [
  'SIMPLE  =                    T',
  'BITPIX  =                   16',
  'NAXIS   =                    2',
  'NAXIS1  =                    4',
  'NAXIS2  =                    3',
];

/** IMAGE_CARDS with the one of a keyword replaced, or left out for null. */
export const replaced = (keyword: string, line: string | null): string[] =>
  IMAGE_CARDS.flatMap((c) => (c.startsWith(keyword.padEnd(8)) ? (line === null ? [] : [line]) : [c]));

export const concat = (...parts: Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));
