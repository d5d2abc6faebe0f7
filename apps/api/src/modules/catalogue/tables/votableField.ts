import type { Cell, ColumnType, RawColumn } from './table.ts';

/** A FIELD of a VOTable. */
export interface VotableField extends RawColumn {
  datatype: string;
  /** Elements a row holds (characters of a text); null where rows differ. */
  length: number | null;
  /** What stands for a missing whole number. */
  nullValue: string | null;
}

const TYPES: Record<string, ColumnType> = {
  boolean: 'BOOLEAN',
  bit: 'BOOLEAN',
  unsignedByte: 'INTEGER',
  short: 'INTEGER',
  int: 'INTEGER',
  long: 'INTEGER',
  char: 'STRING',
  unicodeChar: 'STRING',
  float: 'FLOAT',
  double: 'FLOAT',
};

/** From a FIELD's attributes. `type` is null where a row holds several values, or a kind that is no fact about a sample. */
export function votableField(attributes: Readonly<Record<string, string>>, position: number): VotableField {
  const datatype = attributes['datatype'] ?? 'char';
  const isText = datatype === 'char' || datatype === 'unicodeChar';
  const { length, isSingle } = lengthOf(attributes['arraysize'], isText);
  return {
    name: (attributes['name'] ?? attributes['ID'] ?? '').trim() || `column${position + 1}`,
    datatype,
    length,
    nullValue: null,
    type: isSingle ? (TYPES[datatype] ?? null) : null,
    unit: attributes['unit']?.trim() || null,
    description: null,
  };
}

/** From arraysize: absent, `12`, `*`, `12*`, or several axes with x between them. */
function lengthOf(
  arraysize: string | undefined,
  isText: boolean,
): { length: number | null; isSingle: boolean } {
  const axes = (arraysize ?? '1').split('x').map((axis) => axis.trim());
  const isVariable = axes.at(-1)!.endsWith('*');
  const length = isVariable ? null : axes.reduce((product, axis) => product * Number(axis), 1);
  // One axis of a text are its characters.
  const isSingle = axes.length === 1 && (isText || (!isVariable && length === 1));
  return { length, isSingle };
}

/** The content of a TD; null where it says nothing. */
export function tableDataCell(text: string, { type, nullValue }: VotableField): Cell {
  const trimmed = text.trim();
  if (type === null || trimmed === '') return null;
  if (type === 'STRING') return trimmed;
  if (type === 'BOOLEAN') return /^[t1]/i.test(trimmed) ? true : /^[f0]/i.test(trimmed) ? false : null;
  if (trimmed === nullValue) return null;
  if (type === 'FLOAT') return Number(trimmed);
  return wholeNumber(trimmed);
}

function wholeNumber(text: string): number | bigint | null {
  if (!/^[+-]?(\d+|0x[0-9a-f]+)$/i.test(text)) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text.replace(/^\+/, ''));
}
