import type { Db } from '@asterism/db';

/** Which samples of two versions are of the same contents: ID numbers by content, -1 where a version has none of it. */
export interface SamePictures {
  first: Int32Array;
  second: Int32Array;
}

/**
 * Joins two versions of one workspace by what their samples are made of; of contents that a version holds more than once
 * the first sample counts. In no order.
 */
export async function samePictures(
  db: Db,
  firstVersionId: string,
  secondVersionId: string,
): Promise<SamePictures> {
  const rows = await db.$queryRaw<{ first: number | null; second: number | null }[]>`
    SELECT min(index) FILTER (WHERE "versionId" = ${firstVersionId}) AS first,
           min(index) FILTER (WHERE "versionId" = ${secondVersionId}) AS second
    FROM "Sample" WHERE "versionId" IN (${firstVersionId}, ${secondVersionId}) GROUP BY "contentId"`;
  return {
    first: Int32Array.from(rows, ({ first }) => first ?? -1),
    second: Int32Array.from(rows, ({ second }) => second ?? -1),
  };
}
