import { type Dataset, type DatasetVersion, Prisma, type Sample } from '@asterism/db';
import { membershipBySlug } from '../../auth/caller.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { keysetPage } from '../../paging/keyset.ts';
import { type Page, type PageArgs, pageRequest } from '../../paging/page.ts';

const LIST_MAXIMUM = 200;
// A gallery shows a version of thousands in a few requests; 1,000 samples with thumbnail addresses are 300 kB.
const SAMPLES_MAXIMUM = 1000;

/** Throws NOT_FOUND for a workspace that the caller may not see. */
export async function listDatasets(
  { services: { db }, caller }: Context,
  slug: string,
  args: PageArgs,
): Promise<Page<Dataset>> {
  const membership = membershipBySlug(caller, slug);
  if (!membership) throw refusal.noWorkspace(slug);
  return keysetPage(
    db,
    {
      from: Prisma.sql`"Dataset" d`,
      id: Prisma.sql`d.id`,
      where: [Prisma.sql`d."workspaceId" = ${membership.workspaceId}`],
      keys: [{ sql: Prisma.sql`d."createdAt"`, type: 'timestamptz', direction: 'DESC', nullable: false }],
      order: 'datasets',
      load: (ids) => db.dataset.findMany({ where: { id: { in: ids } } }),
    },
    pageRequest(args, LIST_MAXIMUM),
  );
}

export async function listVersions(
  { services: { db } }: Context,
  datasetId: string,
  args: PageArgs,
): Promise<Page<DatasetVersion>> {
  return keysetPage(
    db,
    {
      from: Prisma.sql`"DatasetVersion" v`,
      id: Prisma.sql`v.id`,
      where: [Prisma.sql`v."datasetId" = ${datasetId}`],
      keys: [{ sql: Prisma.sql`v.number`, type: 'int4', direction: 'DESC', nullable: false }],
      order: 'versions',
      load: (ids) => db.datasetVersion.findMany({ where: { id: { in: ids } } }),
    },
    pageRequest(args, LIST_MAXIMUM),
  );
}

export interface SamplesArgs extends PageArgs {
  /** The ID number to begin at. */
  from?: number | null;
}

export async function listSamples(
  { services: { db } }: Context,
  { id: versionId, sampleCount }: Pick<DatasetVersion, 'id' | 'sampleCount'>,
  { from, ...args }: SamplesArgs,
): Promise<Page<Sample>> {
  if (from != null && from < 0) throw refusal.badArgument(`from counts from 0; it is ${from}.`);
  const where = [Prisma.sql`s."versionId" = ${versionId}`];
  if (from != null) where.push(Prisma.sql`s.index >= ${from}`);
  const page = await keysetPage(
    db,
    {
      from: Prisma.sql`"Sample" s`,
      id: Prisma.sql`s.id`,
      where,
      keys: [{ sql: Prisma.sql`s.index`, type: 'int4', direction: 'ASC', nullable: false }],
      order: 'samples',
      load: (ids) => db.sample.findMany({ where: { id: { in: ids } } }),
    },
    pageRequest(args, SAMPLES_MAXIMUM),
  );
  return { ...page, totalCount: async () => sampleCount };
}
