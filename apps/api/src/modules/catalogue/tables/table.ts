export type ColumnType = 'INTEGER' | 'FLOAT' | 'BOOLEAN' | 'STRING';

/** A value as a file gives it. Text of a column without a declared type is yet to be understood. */
export type Cell = string | number | bigint | boolean | null;

export interface RawColumn {
  name: string;
  /** Null where the file does not say: it is found from the values. */
  type: ColumnType | null;
  unit: string | null;
  description: string | null;
}

/** A table in a file, read as often as wanted. */
export interface RawTable {
  columns: RawColumn[];
  /** Names of columns that hold more than one value a row: they are no facts about a sample. */
  leftOut: string[];
  /** Some rows at a time, each with a cell for every column; others get their turn in between. Throws TableError. */
  rows(): AsyncIterable<Cell[][]>;
}

// A catalogue of 100,000 rows and 50 columns of double precision is 40 MB as FITS and 60 MB as text.
export const LIMITS = {
  bytes: 128 * 2 ** 20,
  rows: 1_000_000,
  columns: 1000,
  nameLength: 200,
  cellLength: 2000,
} as const;

export type TableErrorCode = 'NOT_A_TABLE' | 'TOO_LARGE' | 'DUPLICATE_COLUMN' | 'BAD_ROW' | 'EMPTY_TABLE';

/** Why a file cannot be taken as a table. The message is a sentence for whoever brought it. */
export class TableError extends Error {
  override name = 'TableError';
  readonly code: TableErrorCode;

  constructor(code: TableErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Throws TableError where names are doubled or too long, or the columns are too many. */
export function checkColumns(columns: readonly { name: string }[]): void {
  if (columns.length > LIMITS.columns)
    throw new TableError(
      'TOO_LARGE',
      `The table has ${columns.length} columns; up to ${LIMITS.columns} are taken.`,
    );
  const seen = new Set<string>();
  for (const { name } of columns) {
    if (name.length > LIMITS.nameLength)
      throw new TableError(
        'TOO_LARGE',
        `A column's name is ${name.length} characters long; up to ${LIMITS.nameLength} are taken.`,
      );
    if (seen.has(name))
      throw new TableError(
        'DUPLICATE_COLUMN',
        `There are two columns ${JSON.stringify(name)}; give each a name of its own.`,
      );
    seen.add(name);
  }
}
