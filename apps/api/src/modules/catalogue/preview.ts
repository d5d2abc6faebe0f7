import type { CatalogueJoin } from '@asterism/db';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome } from '../../problem.ts';
import { tableProblem } from './attach.ts';
import { idNumber, type JoinSample, namesOf } from './join.ts';
import { samplesOf } from './samples.ts';
import { openTable } from './tables/openTable.ts';
import type { Cell, RawColumn, RawTable } from './tables/table.ts';
import { findTarget } from './target.ts';

export interface CataloguePreview {
  columns: Pick<RawColumn, 'name' | 'unit' | 'description'>[];
  /** The first rows, as text; null where nothing stands. */
  rows: (string | null)[][];
  /** What fits best in the rows that were looked at; null where nothing does. */
  suggestion: Suggestion | null;
}

interface Suggestion {
  joinColumn: string;
  joinBy: CatalogueJoin;
}

const SHOWN = 5;
const LOOKED_AT = 200;

/**
 * The beginning of an uploaded table, and how it may be joined to a version's samples.
 *
 * Problems: VERSION_NOT_FOUND, VERSION_NOT_READY, UPLOAD_NOT_FOUND, and those of tables.
 */
export async function previewCatalogue(
  context: Context,
  asked: { datasetVersionId: string; uploadId: string },
): Promise<Outcome<CataloguePreview>> {
  const found = await findTarget(context, asked);
  if (!found.value) return found;
  const { version, upload } = found.value;
  const { db, blobs } = context.services;
  try {
    const table = await openTable(await blobs.localPath(upload.sha256));
    const rows = await firstRows(table);
    return done({
      columns: table.columns.map(({ name, unit, description }) => ({ name, unit, description })),
      rows: rows
        .slice(0, SHOWN)
        .map((row) => row.map((cell) => (cell === null ? null : String(cell).slice(0, 200)))),
      suggestion: suggest(table, rows, await samplesOf(db, version.id)),
    });
  } catch (error) {
    return notDone(tableProblem(error));
  }
}

async function firstRows(table: RawTable): Promise<Cell[][]> {
  const rows: Cell[][] = [];
  for await (const batch of table.rows()) {
    rows.push(...batch.slice(0, LOOKED_AT - rows.length));
    if (rows.length === LOOKED_AT) break;
  }
  return rows;
}

/** The column and way by which most rows find a sample, no two the same one; of equal ones names go before numbers. */
function suggest(
  table: RawTable,
  rows: readonly Cell[][],
  samples: readonly JoinSample[],
): Suggestion | null {
  const nameFits = namesOf(samples);
  const known = new Set(samples.map(({ index }) => index));
  const ways = table.columns.flatMap(({ name: joinColumn }, at) => {
    const cells = rows.map((row) => String(row[at] ?? '').trim());
    const byName = cells.flatMap((cell) => nameFits(cell).slice(0, 1));
    const byIndex = cells.map(idNumber).filter((index) => index !== null && known.has(index));
    return [
      { joinColumn, joinBy: 'FILE_NAME' as const, fits: new Set(byName).size },
      { joinColumn, joinBy: 'INDEX' as const, fits: new Set(byIndex).size },
    ];
  });
  const best = ways.reduce((a, b) => (b.fits > a.fits ? b : a), { joinColumn: '', joinBy: 'INDEX', fits: 0 });
  return best.fits > 0 ? { joinColumn: best.joinColumn, joinBy: best.joinBy } : null;
}
