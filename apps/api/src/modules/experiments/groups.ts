import { Prisma } from '@asterism/db';

export const GROUP_FIELDS = [
  'STATUS',
  'MODEL',
  'CLUSTERER',
  'NORMALIZATION',
  'ALIGNMENT',
  'STUDY',
  'DATASET',
] as const;
export type GroupField = (typeof GROUP_FIELDS)[number];

/** What tells groups of "Experiment" e apart, as text; SQL null where an experiment has no such thing. */
export const GROUP_KEYS: Record<GroupField, Prisma.Sql> = {
  STATUS: Prisma.sql`e.status::text`,
  MODEL: Prisma.sql`(e.model ->> 'kind')`,
  CLUSTERER: Prisma.sql`(e.clustering ->> 'algorithm')`,
  NORMALIZATION: Prisma.sql`(e.preprocessing ->> 'normalization')`,
  ALIGNMENT: Prisma.sql`(e.preprocessing ->> 'alignment')`,
  STUDY: Prisma.sql`e."studyId"`,
  DATASET: Prisma.sql`(SELECT v."datasetId" FROM "DatasetVersion" v WHERE v.id = e."datasetVersionId")`,
};

/** What a group is called, where its key is an id. */
export const GROUP_NAMES: Partial<Record<GroupField, Prisma.Sql>> = {
  STUDY: Prisma.sql`(SELECT s.name FROM "Study" s WHERE s.id = g.key)`,
  DATASET: Prisma.sql`(SELECT d.name FROM "Dataset" d WHERE d.id = g.key)`,
};
