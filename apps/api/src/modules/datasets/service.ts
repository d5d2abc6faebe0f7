import { type Dataset, type DatasetVersion, Prisma, type Sample } from '@asterism/db';
import { membershipBySlug } from '../../auth/caller.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { keysetPage, readCursor, writeCursor } from '../../paging/keyset.ts';
import { type Page, type PageArgs, pageOf, pageRequest } from '../../paging/page.ts';

const LIST_MAXIMUM = 200;
// A gallery shows a version of thousands in a few requests; 1,000 samples with thumbnail addresses are 300 kB.
const SAMPLES_MAXIMUM = 1000;
const MOST_INDEX = 2 ** 31 - 1;

/** Throws NOT_FOUND for a workspace that the caller may not see. */
export async function listDatasets(
  { services: { db }, caller }: Context,
  slug: string,
  args: PageArgs,
): Promise<Page<Dataset>> {
  const membership = membershipBySlug(caller, slug);
  if (!membership) throw refusal.noWorkspace(slug);
  return keysetPage<Dataset>(
    db,
    {
      columns: Prisma.sql`d.*`,
      from: Prisma.sql`"Dataset" d`,
      id: Prisma.sql`d.id`,
      where: [Prisma.sql`d."workspaceId" = ${membership.workspaceId}`],
      keys: [{ sql: Prisma.sql`d."createdAt"`, type: 'timestamptz', direction: 'DESC' }],
      order: 'datasets',
    },
    pageRequest(args, LIST_MAXIMUM),
  );
}

export async function listVersions(
  { services: { db } }: Context,
  datasetId: string,
  args: PageArgs,
): Promise<Page<DatasetVersion>> {
  return keysetPage<DatasetVersion>(
    db,
    {
      columns: Prisma.sql`v.*`,
      from: Prisma.sql`"DatasetVersion" v`,
      id: Prisma.sql`v.id`,
      where: [Prisma.sql`v."datasetId" = ${datasetId}`],
      keys: [{ sql: Prisma.sql`v.number`, type: 'int4', direction: 'DESC' }],
      order: 'versions',
    },
    pageRequest(args, LIST_MAXIMUM),
  );
}

export interface SamplesArgs extends PageArgs {
  /** The ID number to begin at. */
  from?: number | null;
}

export async function listSamples(
  { loaders }: Context,
  { id: versionId, sampleCount }: Pick<DatasetVersion, 'id' | 'sampleCount'>,
  { from, ...args }: SamplesArgs,
): Promise<Page<Sample>> {
  if (from != null && from < 0) throw refusal.badArgument(`from counts from 0; it is ${from}.`);
  const request = pageRequest(args, SAMPLES_MAXIMUM);
  const { cursor, direction, limit } = request;
  const at = cursor === null ? null : readIndex(cursor);
  const forward = direction === 'FORWARD';
  const rows = await loaders.sampleRange.load({
    versionId,
    from: Math.max(from ?? 0, at !== null && forward ? at + 1 : 0),
    to: at !== null && !forward ? at - 1 : MOST_INDEX,
    most: limit + 1,
    direction,
  });
  return pageOf(
    rows.map((node) => ({ cursor: writeCursor('samples', [String(node.index), node.id]), node })),
    request,
    async () => sampleCount,
  );
}

/** The ID number that a cursor is of: one of a kind in a version, and never another sample's. */
function readIndex(cursor: string): number {
  const index = Number(readCursor(cursor, 'samples', 2)[0]);
  if (Number.isInteger(index)) return index;
  throw refusal.badArgument('The cursor is not one of these samples; take it from pageInfo.');
}
