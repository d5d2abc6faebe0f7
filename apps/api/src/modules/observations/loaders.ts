import { type Db, Prisma, type Sample } from '@asterism/db';
import DataLoader from 'dataloader';
import { loaderById, loaderByParent } from '../../paging/loaderById.ts';
import { OBSERVATION_COLUMNS, type ObservationRow, subjectOf } from './row.ts';
import type { Subject } from './subject.ts';
import { summaryLoader } from './summary.ts';

export function observationLoaders(db: Db) {
  return {
    observation: loaderById((ids) =>
      db.observation.findMany({ where: { id: { in: ids } }, select: OBSERVATION_COLUMNS }),
    ),
    /** Null where nobody has opened one. */
    observationOf: new DataLoader<Subject, ObservationRow | null, string>(
      (subjects) => readOfSubjects(db, subjects),
      { cacheKeyFn: subjectKey },
    ),
    cluster: loaderById((ids) => db.cluster.findMany({ where: { id: { in: ids } } })),
    /** Ids of those who wrote, the first first; without those whose account is gone. */
    observationAuthors: loaderByParent(
      (observationIds) => db.$queryRaw<{ observationId: string; userId: string }[]>`
        SELECT r."observationId", author AS "userId"
        FROM "ObservationRevision" r CROSS JOIN unnest(r."authorIds") author JOIN "User" u ON u.id = author
        WHERE r."observationId" IN (${Prisma.join(observationIds)})
        GROUP BY r."observationId", author ORDER BY min(r.number), author`,
      ({ observationId }) => observationId,
    ),
    /** Of documents, by the numbers of their clients. */
    observationWriters: loaderByParent(
      (observationIds) => db.observationWriter.findMany({ where: { observationId: { in: observationIds } } }),
      ({ observationId }) => observationId,
    ),
    observationSummary: summaryLoader(db),
    /** With the workspace that each lies in; null where there is none. */
    namedSample: new DataLoader<string, (Sample & { workspaceId: string }) | null>(async (ids) => {
      const rows = await db.$queryRaw<(Sample & { workspaceId: string })[]>`
        SELECT s.*, d."workspaceId" FROM "Sample" s
        JOIN "DatasetVersion" v ON v.id = s."versionId" JOIN "Dataset" d ON d.id = v."datasetId"
        WHERE s.id IN (${Prisma.join(ids)})`;
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    /** Samples that a cluster's observation speaks of and that are not members, by their numbers. */
    missingMembers: loaderByParent(
      (observationIds) => db.$queryRaw<(Sample & { observationId: string })[]>`
        SELECT o.id AS "observationId", s.*
        FROM "Observation" o
        JOIN "Cluster" c ON c.id = o."clusterId"
        JOIN "Experiment" e ON e.id = c."experimentId"
        CROSS JOIN LATERAL (
          SELECT unnest(o."mentionedIndexes") AS index
          UNION SELECT r.index FROM "Sample" r
            WHERE r.id = ANY(o."representativeIds") AND r."versionId" = e."datasetVersionId"
          EXCEPT SELECT unnest(c."memberIndexes")) spoken
        JOIN "Sample" s ON s."versionId" = e."datasetVersionId" AND s.index = spoken.index
        WHERE o.id IN (${Prisma.join(observationIds)}) ORDER BY s.index`,
      ({ observationId }) => observationId,
    ),
  };
}

const subjectKey = ({ type, id }: Subject): string => `${type}:${id}`;

async function readOfSubjects(db: Db, subjects: readonly Subject[]): Promise<(ObservationRow | null)[]> {
  const idsOf = (type: Subject['type']) => ({
    in: subjects.filter((subject) => subject.type === type).map(({ id }) => id),
  });
  const rows = await db.observation.findMany({
    where: {
      OR: [
        { clusterId: idsOf('Cluster') },
        { experimentId: idsOf('Experiment') },
        { studyId: idsOf('Study') },
        { comparisonId: idsOf('Comparison') },
      ],
    },
    select: OBSERVATION_COLUMNS,
  });
  const bySubject = new Map(rows.map((row) => [subjectKey(subjectOf(row)), row]));
  return subjects.map((subject) => bySubject.get(subjectKey(subject)) ?? null);
}
