import { type Cell, type ColumnType, LIMITS, TableError } from './table.ts';

/** A value as it is kept: JSON. */
export type Value = string | number | boolean | null;

const INTEGER = /^[+-]?(0|[1-9]\d{0,15})$/;
const FLOAT = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const BOOLEAN = /^(true|false|t|f)$/i;
/** What stands for a missing number or truth value; in text only nothing at all does. Infinities cannot be kept in JSON. */
const MISSING = /^(|-+|n\/?a|nan|null|none|[+-]?inf(inity)?)$/i;

export const isNumber = (text: string): boolean => FLOAT.test(text.trim());

/** What a column of text without a declared type holds, found value by value. */
export interface TypeGuess {
  see(text: string): void;
  /** STRING where no value was seen. */
  type(): ColumnType;
}

/**
 * INTEGER where every value is a whole number of at most 16 digits, that doubles hold, without leading zeros (those are
 * names, as of files); FLOAT where every value is a number; BOOLEAN where each is true or false; else STRING.
 */
export function guessType(): TypeGuess {
  let types: ColumnType[] = ['INTEGER', 'FLOAT', 'BOOLEAN'];
  let isEmpty = true;
  let hasLeadingZero = false;
  return {
    see(text) {
      if (types.length === 0 || MISSING.test(text)) return;
      isEmpty = false;
      if (/^[+-]?0\d/.test(text) && !text.includes('.')) hasLeadingZero = true;
      types = types.filter((type) => fits(text, type));
    },
    type: () => (isEmpty || hasLeadingZero ? 'STRING' : (types[0] ?? 'STRING')),
  };
}

function fits(text: string, type: ColumnType): boolean {
  if (type === 'INTEGER') return INTEGER.test(text) && Number.isSafeInteger(Number(text));
  if (type === 'FLOAT') return FLOAT.test(text) && !isLongInteger(text);
  return type === 'STRING' || BOOLEAN.test(text);
}

/** Identifiers of 17 digits and more would be rounded as a number. */
const isLongInteger = (text: string): boolean =>
  /^[+-]?\d+$/.test(text) && !Number.isSafeInteger(Number(text));

/** A cell as a value of the column's type; null where it is missing. Throws TableError where a text is too long. */
export function cellValue(cell: Cell, type: ColumnType): Value {
  if (cell === null) return null;
  if (type === 'STRING') return textOf(cell);
  if (typeof cell === 'string') return MISSING.test(cell) ? null : parseText(cell, type);
  if (typeof cell === 'boolean') return type === 'BOOLEAN' ? cell : Number(cell);
  const number = Number(cell);
  return Number.isFinite(number) ? number : null;
}

function parseText(text: string, type: ColumnType): Value {
  if (type === 'BOOLEAN') return /^t/i.test(text);
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}

function textOf(cell: string | number | bigint | boolean): string | null {
  const text = String(cell);
  if (text.length > LIMITS.cellLength)
    throw new TableError(
      'TOO_LARGE',
      `A value is ${text.length} characters long; up to ${LIMITS.cellLength} are taken. Leave the column out.`,
    );
  return text === '' ? null : text;
}
