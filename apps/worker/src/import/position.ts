import type { Db, DbTransaction, VersionSummary } from '@asterism/db';
import { carrySheetsOver } from '../gallery/makeSheets.ts';
import { carryCatalogueOver } from './carryCatalogueOver.ts';

/** How far an import is. Units are written in order, so a count says which. */
export interface ImportPosition {
  /** Units of the plan that are in or refused. */
  filesDone: number;
  /** With those of the version before. */
  sampleCount: number;
}

/** Reads the position from the rows, the same after a crash as before. */
export async function readPosition(
  db: Db | DbTransaction,
  versionId: string,
  previousVersionId: string | null,
): Promise<ImportPosition> {
  const sampleCount = await db.sample.count({ where: { versionId } });
  const refused = await db.refusedFile.count({ where: { versionId } });
  const carried = previousVersionId ? await db.sample.count({ where: { versionId: previousVersionId } }) : 0;
  return { filesDone: sampleCount - carried + refused, sampleCount };
}

/** What the earlier version has, its samples under the same ID numbers; once. */
export async function carryOver(
  tx: DbTransaction,
  versionId: string,
  previousVersionId: string | null,
): Promise<void> {
  if (previousVersionId === null) return;
  await tx.$executeRaw`
    INSERT INTO "Sample" (id, "versionId", index, "fileName", "contentId")
    SELECT gen_random_uuid()::text, ${versionId}, index, "fileName", "contentId"
    FROM "Sample" WHERE "versionId" = ${previousVersionId}
    ON CONFLICT ("versionId", index) DO NOTHING`;
  await carrySheetsOver(tx, versionId, previousVersionId);
  await carryCatalogueOver(tx, versionId, previousVersionId);
}

/** What a version holds; null where it has no sample. Sizes are null where the samples differ. */
export async function summarise(
  tx: DbTransaction,
  versionId: string,
): Promise<Omit<VersionSummary, 'channelReport'> | null> {
  // By the database: of 100,000 samples not one row comes here.
  const [summary] = await tx.$queryRaw<Omit<VersionSummary, 'channelReport'>[]>`
    SELECT
      encode(sha256(convert_to(string_agg(c."contentHash", E'\\n' ORDER BY s.index), 'UTF8')), 'hex') AS "contentHash",
      count(*)::int AS "sampleCount",
      CASE WHEN min(c."channelCount") = max(c."channelCount") THEN min(c."channelCount") END AS "channelCount",
      CASE WHEN min(c.width) = max(c.width) THEN min(c.width) END AS width,
      CASE WHEN min(c.height) = max(c.height) THEN min(c.height) END AS height
    FROM "Sample" s JOIN "SampleContent" c ON c.id = s."contentId" WHERE s."versionId" = ${versionId}`;
  return summary && summary.sampleCount > 0 ? summary : null;
}
