/** Types of a binary table's elements, as TFORMn names them. */
export type ElementCode = 'L' | 'X' | 'B' | 'I' | 'J' | 'K' | 'A' | 'E' | 'D' | 'C' | 'M';

export interface BinaryFormat {
  /** Type of the elements; for a column of variable length, of those in the heap. */
  code: ElementCode;
  /** Elements in a row. Of a column of variable length: 0 or 1 descriptors. */
  repeat: number;
  /** Descriptor type of a column of variable length, otherwise null. */
  descriptor: 'P' | 'Q' | null;
  /** Bytes that the column takes in a row. */
  bytes: number;
}

const ELEMENT_BYTES = { L: 1, X: 1, B: 1, I: 2, J: 4, K: 8, A: 1, E: 4, D: 8, C: 8, M: 16 } as const;
const BINARY = /^(\d*)([LXBIJKAEDCM])(.*)$/;
const VARIABLE = /^([01]?)([PQ])([LXBIJKAEDCM])/;
const ASCII = /^([AIFED])(\d+)(?:\.(\d+))?/;

/** Bytes of `count` elements; bits are packed into whole bytes. */
export const bytesOf = (code: ElementCode, count: number): number =>
  code === 'X' ? Math.ceil(count / 8) : ELEMENT_BYTES[code] * count;

/** TFORMn of a binary table (FITS 4.0, table 18), or null where it is none. */
export function parseBinaryFormat(text: string): BinaryFormat | null {
  const form = text.trim().toUpperCase();
  const variable = VARIABLE.exec(form);
  if (variable) {
    const repeat = variable[1] === '' ? 1 : Number(variable[1]);
    const descriptor = variable[2] as 'P' | 'Q';
    return {
      code: variable[3] as ElementCode,
      repeat,
      descriptor,
      bytes: repeat * (descriptor === 'P' ? 8 : 16),
    };
  }
  const fixed = BINARY.exec(form);
  if (!fixed) return null;
  const code = fixed[2] as ElementCode;
  // `A7` for `7A`, the form of ASCII tables, is common; astropy takes it so too.
  const count = code === 'A' && fixed[1] === '' && /^\d+$/.test(fixed[3]!) ? fixed[3]! : fixed[1]!;
  const repeat = count === '' ? 1 : Number(count);
  return { code, repeat, descriptor: null, bytes: bytesOf(code, repeat) };
}

export interface AsciiFormat {
  code: 'A' | 'I' | 'F' | 'E' | 'D';
  /** Characters of the field. */
  width: number;
  /** Digits behind a decimal point that is not written. */
  decimals: number;
}

/** TFORMn of an ASCII table (FITS 4.0, table 15), or null where it is none. */
export function parseAsciiFormat(text: string): AsciiFormat | null {
  const match = ASCII.exec(text.trim().toUpperCase());
  if (!match) return null;
  return { code: match[1] as AsciiFormat['code'], width: Number(match[2]), decimals: Number(match[3] ?? 0) };
}
