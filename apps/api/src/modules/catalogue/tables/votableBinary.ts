import { type Cell, TableError } from './table.ts';
import type { VotableField } from './votableField.ts';

/** Bytes of one element of a type; `bit` is packed, eight a byte. */
const BYTES: Record<string, number> = {
  boolean: 1,
  unsignedByte: 1,
  short: 2,
  int: 4,
  long: 8,
  char: 1,
  unicodeChar: 2,
  float: 4,
  double: 8,
  floatComplex: 8,
  doubleComplex: 16,
};

/** Rows of a VOTable's BINARY or BINARY2 stream (VOTable 1.4, section 5), big-endian. Throws TableError BAD_ROW where it is cut short. */
export function* binaryRows(
  bytes: Buffer,
  fields: readonly VotableField[],
  { hasNullFlags }: { hasNullFlags: boolean },
): Generator<Cell[]> {
  const flagBytes = hasNullFlags ? Math.ceil(fields.length / 8) : 0;
  let row = 0;
  let offset = 0;
  const take = (length: number): number => {
    const at = offset;
    offset += length;
    if (length < 0 || offset > bytes.length)
      throw new TableError('BAD_ROW', `Row ${row} of the VOTable's binary data is cut short.`);
    return at;
  };
  while (offset < bytes.length) {
    row += 1;
    const flags = take(flagBytes);
    yield fields.map((field, i) => {
      const count = field.length ?? bytes.readInt32BE(take(4));
      const size = field.datatype === 'bit' ? Math.ceil(count / 8) : count * bytesOf(field.datatype);
      const at = take(size);
      const isNull = hasNullFlags && ((bytes[flags + (i >> 3)]! >> (7 - (i & 7))) & 1) === 1;
      return isNull || field.type === null ? null : element(bytes.subarray(at, at + size), field);
    });
  }
}

function bytesOf(datatype: string): number {
  const bytes = BYTES[datatype];
  if (bytes === undefined)
    throw new TableError(
      'NOT_A_TABLE',
      `The VOTable has a field of the unknown datatype ${JSON.stringify(datatype)}.`,
    );
  return bytes;
}

function element(bytes: Buffer, { datatype, nullValue }: VotableField): Cell {
  switch (datatype) {
    case 'char':
      return textUntilNul(bytes.toString('utf8'));
    case 'unicodeChar':
      return textUntilNul(new TextDecoder('utf-16be').decode(bytes));
    case 'boolean': {
      const letter = String.fromCharCode(bytes[0]!);
      return /[Tt1]/.test(letter) ? true : /[Ff0]/.test(letter) ? false : null;
    }
    case 'bit':
      // The standard sets the highest bit of the byte, astropy the fourth.
      return bytes[0] !== 0;
    case 'float':
      return bytes.readFloatBE();
    case 'double':
      return bytes.readDoubleBE();
    default: {
      const value = integer(bytes, datatype);
      return String(value) === nullValue ? null : value;
    }
  }
}

function integer(bytes: Buffer, datatype: string): number | bigint {
  if (datatype === 'long') return bytes.readBigInt64BE();
  if (datatype === 'int') return bytes.readInt32BE();
  return datatype === 'short' ? bytes.readInt16BE() : bytes[0]!;
}

const textUntilNul = (text: string): string => text.split('\0', 1)[0]!.trimEnd();
