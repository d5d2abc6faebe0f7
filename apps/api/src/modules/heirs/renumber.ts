import type { Db } from '@asterism/db';

/** What some samples of a version are in another one. */
export interface Renumbered {
  /** ID number of the same picture; null where there is none. */
  indexOf: (index: number) => number | null;
  /** The sample of the same picture, by id; null where there is none. */
  sampleOf: (sampleId: string) => string | null;
}

/** What samples are named by: ID numbers in a text, ids in fields. */
export interface Named {
  indexes: readonly number[];
  sampleIds: readonly string[];
}

/** Of one version to another of the workspace, by what samples are made of; the first sample of a content counts. */
export async function renumber(
  db: Db,
  versions: { from: string; to: string },
  { indexes, sampleIds }: Named,
): Promise<Renumbered> {
  if (versions.from === versions.to) return { indexOf: (index) => index, sampleOf: (id) => id };
  const rows = await db.$queryRaw<{ index: number; id: string; toIndex: number; toId: string }[]>`
    SELECT DISTINCT ON (a.id) a.index, a.id, b.index AS "toIndex", b.id AS "toId"
    FROM "Sample" a JOIN "Sample" b ON b."contentId" = a."contentId" AND b."versionId" = ${versions.to}
    WHERE a."versionId" = ${versions.from} AND (a.index = ANY(${[...indexes]}) OR a.id = ANY(${[...sampleIds]}))
    ORDER BY a.id, b.index`;
  const byIndex = new Map(rows.map(({ index, toIndex }) => [index, toIndex]));
  const byId = new Map(rows.map(({ id, toId }) => [id, toId]));
  return { indexOf: (index) => byIndex.get(index) ?? null, sampleOf: (id) => byId.get(id) ?? null };
}
