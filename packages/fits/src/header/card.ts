/** Bytes of a card. */
export const CARD = 80;

export type CardValue = string | number | bigint | boolean | null;

/** One 80-byte card, read. */
export interface Card {
  keyword: string;
  /** Null where the value is undefined or the card has none (COMMENT, HISTORY, blank). */
  value: CardValue;
  comment: string | null;
  /** False where the text after `= ` is no value of the standard; `value` is then that text. */
  isValid: boolean;
  /** Real and imaginary part where the value is a complex number; `value` is then its text. */
  complex?: readonly [real: number, imaginary: number];
}

const COMMENTARY = new Set(['COMMENT', 'HISTORY', '']);
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eEdD][+-]?\d+)?$/;
const INTEGER = /^[+-]?\d+$/;
const COMPLEX = /^\(([^,()]+),([^,()]+)\)$/;

/** Reads the 80 characters of a card, fixed or free format, HIERARCH included. */
export function parseCard(text: string): Card {
  const keyword = text.slice(0, 8).trimEnd();
  if (COMMENTARY.has(keyword)) return commentary(keyword, text.slice(8));
  if (keyword === 'HIERARCH') {
    const equals = text.indexOf('=', 9);
    if (equals > 0)
      return valueCard(text.slice(9, equals).trim().replace(/\s+/g, ' '), text.slice(equals + 1));
  }
  if (keyword === 'CONTINUE') return valueCard(keyword, text.slice(8));
  if (text[8] === '=' && (text[9] === ' ' || text.length === 9)) return valueCard(keyword, text.slice(10));
  return commentary(keyword, text.slice(8));
}

function commentary(keyword: string, text: string): Card {
  return { keyword, value: null, comment: text.trimEnd(), isValid: true };
}

function valueCard(keyword: string, field: string): Card {
  const start = field.search(/\S/);
  if (start >= 0 && field[start] === "'") return stringCard(keyword, field, start);
  const slash = field.indexOf('/');
  const text = (slash < 0 ? field : field.slice(0, slash)).trim();
  const comment = slash < 0 ? null : field.slice(slash + 1).trim();
  const value = parseValue(text);
  if (value !== undefined) return { keyword, value, comment, isValid: true };
  const complex = parseComplex(text);
  return { keyword, value: text, comment, isValid: complex !== null, ...(complex && { complex }) };
}

function stringCard(keyword: string, field: string, start: number): Card {
  let value = '';
  for (let i = start + 1; i < field.length; i++) {
    if (field[i] !== "'") value += field[i];
    else if (field[i + 1] === "'") {
      value += "'";
      i += 1;
    } else {
      const rest = field.slice(i + 1).trim();
      const comment = rest.startsWith('/') ? rest.slice(1).trim() : null;
      // Leading spaces belong to a string, trailing ones do not.
      return { keyword, value: value.trimEnd(), comment, isValid: rest === '' || rest.startsWith('/') };
    }
  }
  return { keyword, value: value.trimEnd(), comment: null, isValid: false };
}

function parseValue(text: string): CardValue | undefined {
  if (text === '') return null;
  if (text === 'T') return true;
  if (text === 'F') return false;
  if (INTEGER.test(text)) {
    const number = Number(text);
    return Number.isSafeInteger(number) ? number : BigInt(text);
  }
  return NUMBER.test(text) ? toNumber(text) : undefined;
}

/** Fortran writes its doubles with D. */
const toNumber = (text: string): number => Number(text.replace(/[dD]/, 'e'));

function parseComplex(text: string): readonly [number, number] | null {
  const [real, imaginary] =
    COMPLEX.exec(text)
      ?.slice(1)
      .map((part) => part.trim()) ?? [];
  if (real === undefined || imaginary === undefined) return null;
  return NUMBER.test(real) && NUMBER.test(imaginary) ? [toNumber(real), toNumber(imaginary)] : null;
}
