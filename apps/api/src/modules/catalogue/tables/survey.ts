import { guessType } from './cells.ts';
import { type Cell, type ColumnType, LIMITS, type RawColumn, type RawTable, TableError } from './table.ts';

export interface TableColumn extends RawColumn {
  type: ColumnType;
}

export interface Survey {
  columns: TableColumn[];
  /** What stands in the column that is joined by, of every row. */
  keys: string[];
}

/** Reads a table once: its columns' types, and the values that it is joined by. Throws TableError. */
export async function surveyTable(table: RawTable, joinAt: number): Promise<Survey> {
  const watches = table.columns.map(watchColumn);
  const keys: string[] = [];
  for await (const rows of table.rows()) {
    for (const row of rows) {
      watches.forEach((watch, i) => {
        watch.see(row[i] ?? null);
      });
      keys.push(String(row[joinAt] ?? ''));
    }
    if (keys.length > LIMITS.rows)
      throw new TableError('TOO_LARGE', `The table has more than ${LIMITS.rows} rows; leave some out.`);
  }
  if (keys.length === 0) throw new TableError('EMPTY_TABLE', 'The table has columns and not one row.');
  return { columns: table.columns.map((column, i) => ({ ...column, type: watches[i]!.type() })), keys };
}

interface Watch {
  see(cell: Cell): void;
  type(): ColumnType;
}

function watchColumn({ type }: RawColumn): Watch {
  if (type === null) {
    const guess = guessType();
    return { see: (cell) => typeof cell === 'string' && guess.see(cell), type: guess.type };
  }
  let isExact = true;
  return {
    // Identifiers of 64 bits are kept digit by digit as text.
    see(cell) {
      if (type === 'INTEGER' && isExact) isExact = cell === null || Number.isSafeInteger(Number(cell));
    },
    type: () => (isExact ? type : 'STRING'),
  };
}
