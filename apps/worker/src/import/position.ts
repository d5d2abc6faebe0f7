import { createHash } from 'node:crypto';
import type { Db, DbTransaction, VersionSummary } from '@asterism/db';
import { carryCatalogueOver } from './carryCatalogueOver.ts';

/** How far an import is. Files are done in order, so a count says which. */
export interface ImportPosition {
  /** Files of the request that are in or refused. */
  filesDone: number;
  sampleCount: number;
  /** Content hash -> name of the file that brought it first. */
  contents: Map<string, string>;
}

/** Reads the position from the rows, the same after a crash as before. */
export async function readPosition(
  db: Db | DbTransaction,
  versionId: string,
  previousVersionId: string | null,
): Promise<ImportPosition> {
  const samples = await db.sample.findMany({
    where: { versionId },
    orderBy: { index: 'asc' },
    select: { fileName: true, content: { select: { contentHash: true } } },
  });
  const refused = await db.refusedFile.count({ where: { versionId } });
  const carried = previousVersionId ? await db.sample.count({ where: { versionId: previousVersionId } }) : 0;
  return {
    filesDone: samples.length - carried + refused,
    sampleCount: samples.length,
    contents: new Map(samples.map(({ fileName, content }) => [content.contentHash, fileName])),
  };
}

/** The earlier version's samples, under the same ID numbers; once. */
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
  await carryCatalogueOver(tx, versionId, previousVersionId);
}

/** What a version holds; null where it has no sample. Sizes are null where the samples differ. */
export async function summarise(
  tx: DbTransaction,
  versionId: string,
): Promise<Omit<VersionSummary, 'channelReport'> | null> {
  const samples = await tx.sample.findMany({
    where: { versionId },
    orderBy: { index: 'asc' },
    select: { content: { select: { contentHash: true, channelCount: true, width: true, height: true } } },
  });
  const contents = samples.map(({ content }) => content);
  const [first] = contents;
  if (!first) return null;
  const common = (name: 'channelCount' | 'width' | 'height'): number | null =>
    contents.every((content) => content[name] === first[name]) ? first[name] : null;
  return {
    contentHash: createHash('sha256')
      .update(contents.map(({ contentHash }) => contentHash).join('\n'))
      .digest('hex'),
    sampleCount: contents.length,
    channelCount: common('channelCount'),
    width: common('width'),
    height: common('height'),
  };
}
