import { type Cluster, type Db, Prisma } from '@asterism/db';
import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { keysetPage } from '../../paging/keyset.ts';
import { type Page, type PageArgs, pageRequest } from '../../paging/page.ts';
import { IS_WRITTEN } from './row.ts';

const LIST_MAXIMUM = 200;
// Ten thousand clusters may have as many labels; those that one alone has say little about a study.
const MOST_VALUES = 100;

/** How many observations say one thing. */
export interface SaidCount {
  /** Null: nothing is said. */
  value: string | null;
  count: number;
}

/** What is said of a study's clusters. */
export interface ObservationSummary {
  studyId: string;
  /** The most frequent first. */
  kinds: SaidCount[];
  confidences: SaidCount[];
  labels: SaidCount[];
  tags: SaidCount[];
  observed: number;
  unobserved: number;
}

type Said = 'kind' | 'confidence' | 'label' | 'tag' | 'observed' | 'unobserved';
type SaidRow = SaidCount & { studyId: string; said: Said };

/** By one statement for all the studies that are asked for at once. */
export const summaryLoader = (db: Db) =>
  new DataLoader<string, ObservationSummary>(async (studyIds) => {
    const rows = await countSaid(db, studyIds);
    return studyIds.map((studyId) => {
      const of = (wanted: Said): SaidCount[] =>
        rows.filter((row) => row.studyId === studyId && row.said === wanted).slice(0, MOST_VALUES);
      return {
        studyId,
        kinds: of('kind'),
        confidences: of('confidence'),
        labels: of('label'),
        tags: of('tag'),
        observed: of('observed')[0]?.count ?? 0,
        unobserved: of('unobserved')[0]?.count ?? 0,
      };
    });
  });

const countSaid = (db: Db, studyIds: readonly string[]): Promise<SaidRow[]> => db.$queryRaw<SaidRow[]>`
  WITH c AS (
    SELECT e."studyId", c.id, c."isNoise", o.id AS "observationId", o.kind::text, o.confidence::text, o.label, o.tags
    FROM "Experiment" e JOIN "Cluster" c ON c."experimentId" = e.id
    LEFT JOIN "Observation" o ON o."clusterId" = c.id AND ${IS_WRITTEN}
    WHERE e."studyId" IN (${Prisma.join(studyIds)})),
  o AS (SELECT * FROM c WHERE "observationId" IS NOT NULL),
  counts AS (
    SELECT "studyId", 'kind' AS said, kind AS value, count(*)::int FROM o GROUP BY 1, 3
    UNION ALL SELECT "studyId", 'confidence', confidence, count(*)::int FROM o GROUP BY 1, 3
    UNION ALL SELECT "studyId", 'label', label, count(*)::int FROM o GROUP BY 1, 3
    UNION ALL SELECT "studyId", 'tag', tag, count(*)::int FROM o CROSS JOIN unnest(tags) tag GROUP BY 1, 3
    UNION ALL SELECT "studyId", 'observed', NULL, count(*)::int FROM o GROUP BY 1
    UNION ALL SELECT "studyId", 'unobserved', NULL, count(*)::int FROM c
      WHERE "observationId" IS NULL AND NOT "isNoise" GROUP BY 1)
  SELECT * FROM counts ORDER BY count DESC, value NULLS LAST`;

/** A study's clusters that have an observation, or those without (noise is none of them), experiment by experiment. */
export async function listStudyClusters(
  { services: { db }, loaders }: Context,
  studyId: string,
  { observed, ...page }: PageArgs & { observed: boolean },
): Promise<Page<Cluster>> {
  const found = await keysetPage<Cluster>(
    db,
    {
      columns: Prisma.sql`c.*`,
      from: Prisma.sql`"Cluster" c JOIN "Experiment" e ON e.id = c."experimentId"
        LEFT JOIN "Observation" o ON o."clusterId" = c.id AND ${IS_WRITTEN}`,
      id: Prisma.sql`c.id`,
      where: [
        Prisma.sql`e."studyId" = ${studyId}`,
        observed ? Prisma.sql`o.id IS NOT NULL` : Prisma.sql`o.id IS NULL AND NOT c."isNoise"`,
      ],
      keys: [
        { sql: Prisma.sql`e.number`, type: 'int4', direction: 'ASC' },
        { sql: Prisma.sql`c.label`, type: 'int4', direction: 'ASC' },
      ],
      order: `study clusters ${observed}`,
    },
    pageRequest(page, LIST_MAXIMUM),
  );
  for (const { node } of found.edges) loaders.cluster.prime(node.id, node);
  return found;
}
