import type { Db } from '@asterism/db';
import { CLEAR_EXTENT, CLEAR_QUALITY, type DataLook } from '@asterism/ml/params';

/**
 * How the samples of a version look, for the recommendation: `isClearSource` of @asterism/ml, counted in the database.
 * Samples that were imported before sources were measured have none.
 */
export async function lookOf(db: Db, versionId: string): Promise<DataLook> {
  const [look] = await db.$queryRaw<DataLook[]>`
    SELECT count(*)::int AS "sampleCount",
      (count(*) FILTER (WHERE (c.alignment #>> '{source,quality}')::float8 >= ${CLEAR_QUALITY}::float8
        AND 2 * (c.alignment #>> '{source,radius}')::float8 >= ${CLEAR_EXTENT}::float8 * greatest(c.width, c.height)))::int
        AS "clearSourceCount"
    FROM "Sample" s JOIN "SampleContent" c ON c.id = s."contentId" WHERE s."versionId" = ${versionId}`;
  return look ?? { sampleCount: 0, clearSourceCount: 0 };
}
