import type { CatalogueJoin, CatalogueMisses, DbTransaction } from '@asterism/db';
import { cellValue, type Value } from './tables/cells.ts';
import type { TableColumn } from './tables/survey.ts';
import type { Cell, RawTable } from './tables/table.ts';

export interface CatalogueWrite {
  versionId: string;
  name: string;
  sha256: string;
  joinColumn: string;
  joinBy: CatalogueJoin;
  createdById: string;
  table: RawTable;
  columns: readonly TableColumn[];
  /** Of the columns, those that are kept: all but the one that is joined by. */
  kept: readonly number[];
  rowCount: number;
  sampleOfRow: ReadonlyMap<number, number>;
  misses: CatalogueMisses;
}

// One statement each: 1,000 rows of 50 columns are 1 MB of JSON.
const ROWS_AT_A_TIME = 1000;

/**
 * Writes a joined table into the version's catalogue. A column of a name that is there already is replaced, for every
 * sample: values of two tables never stand in one column. The caller holds the version's row.
 */
export async function writeCatalogue(tx: DbTransaction, write: CatalogueWrite): Promise<void> {
  const { versionId, columns, kept, sampleOfRow } = write;
  const names = kept.map((at) => columns[at]!.name);
  const replaced = await dropColumns(tx, versionId, names);
  const matched = await writeValues(tx, write);
  const position = await tx.catalogueFile.count({ where: { versionId } });
  const { _max } = await tx.catalogueColumn.aggregate({ where: { versionId }, _max: { position: true } });
  const first = (_max.position ?? -1) + 1;
  await tx.catalogueColumn.createMany({
    data: kept.map((at, i) => {
      const { name, type, unit, description } = columns[at]!;
      return {
        versionId,
        name,
        position: first + i,
        type,
        unit,
        description,
        matched: matched[i]!,
        filePosition: position,
      };
    }),
  });
  const { name, sha256, joinColumn, joinBy, createdById, rowCount, misses, table } = write;
  await tx.catalogueFile.create({
    data: {
      versionId,
      position,
      name,
      sha256,
      joinColumn,
      joinBy,
      createdById,
      rowCount,
      matched: sampleOfRow.size,
      misses,
      replaced,
      leftOut: table.leftOut,
    },
  });
}

/** Takes columns out of the catalogue, values and all; gives the names of those that were there. */
async function dropColumns(tx: DbTransaction, versionId: string, names: string[]): Promise<string[]> {
  const there = await tx.catalogueColumn.findMany({
    where: { versionId, name: { in: names } },
    orderBy: { position: 'asc' },
    select: { name: true },
  });
  const dropped = there.map(({ name }) => name);
  if (dropped.length === 0) return [];
  await tx.catalogueColumn.deleteMany({ where: { versionId, name: { in: dropped } } });
  await tx.$executeRaw`
    UPDATE "SampleCatalogue" SET values = values - ${dropped}::text[] WHERE "versionId" = ${versionId}`;
  return dropped;
}

/** Gives how many samples have a value, for each kept column. */
async function writeValues(
  tx: DbTransaction,
  { versionId, table, columns, kept, sampleOfRow }: CatalogueWrite,
): Promise<number[]> {
  const matched = kept.map(() => 0);
  let waiting: { index: number; values: string }[] = [];
  const flush = async (): Promise<void> => {
    const indexes = waiting.map(({ index }) => index);
    const values = waiting.map((row) => row.values);
    waiting = [];
    await tx.$executeRaw`
      INSERT INTO "SampleCatalogue" ("versionId", index, values)
      SELECT ${versionId}, row.index, row.values::jsonb FROM unnest(${indexes}::int[], ${values}::text[]) AS row(index, values)
      ON CONFLICT ("versionId", index) DO UPDATE SET values = "SampleCatalogue".values || EXCLUDED.values`;
  };
  let row = -1;
  for await (const cells of table.rows())
    for (const cellsOfRow of cells) {
      row += 1;
      const index = sampleOfRow.get(row);
      if (index === undefined) continue;
      waiting.push({ index, values: JSON.stringify(valuesOf(cellsOfRow, columns, kept, matched)) });
      if (waiting.length === ROWS_AT_A_TIME) await flush();
    }
  if (waiting.length > 0) await flush();
  return matched;
}

/** A row's values by column, and counted where there are some. */
function valuesOf(
  cells: readonly Cell[],
  columns: readonly TableColumn[],
  kept: readonly number[],
  matched: number[],
): Record<string, Value> {
  return Object.fromEntries(
    kept.map((at, i) => {
      const { name, type } = columns[at]!;
      const value = cellValue(cells[at] ?? null, type);
      if (value !== null) matched[i]! += 1;
      return [name, value];
    }),
  );
}
