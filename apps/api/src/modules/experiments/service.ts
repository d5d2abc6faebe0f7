import { type Experiment, Prisma } from '@asterism/db';
import { membershipBySlug, workspaceIds } from '../../auth/caller.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { keysetPage, type SortKey } from '../../paging/keyset.ts';
import { type Page, type PageArgs, pageRequest } from '../../paging/page.ts';
import { type ExperimentFilterValue, filterConditions } from './filter.ts';
import type { ORDER_DIRECTIONS, ORDER_FIELDS } from './listing.ts';

const LIST_MAXIMUM = 200;

/** Those of the caller's workspaces; for whoever bears a public link the one that it shows. */
export function visibleExperiments({ caller, visitor }: Pick<Context, 'caller' | 'visitor'>) {
  return { OR: [{ workspaceId: { in: workspaceIds(caller) } }, { id: visitor?.experimentId ?? '' }] };
}

/** The experiment, or null where there is none of that id that the caller may see. */
export async function findExperiment(
  { services: { db }, ...context }: Context,
  id: string | null,
): Promise<Experiment | null> {
  if (id === null) return null;
  return db.experiment.findFirst({ where: { id, ...visibleExperiments(context) } });
}

export interface ExperimentOrderValue {
  field: (typeof ORDER_FIELDS)[number];
  direction: (typeof ORDER_DIRECTIONS)[number];
}

export interface ExperimentsArgs extends PageArgs {
  workspace: string;
  filter?: ExperimentFilterValue | null;
  orderBy?: ExperimentOrderValue[] | null;
}

/** Throws NOT_FOUND for a workspace that the caller may not see, BAD_USER_INPUT for a filter or page that cannot be. */
export async function listExperiments(
  { services: { db }, caller, loaders }: Context,
  { workspace, filter, orderBy, ...page }: ExperimentsArgs,
): Promise<Page<Experiment>> {
  const membership = membershipBySlug(caller, workspace);
  if (!membership) throw refusal.noWorkspace(workspace);
  const order = orderBy?.length ? orderBy : [{ field: 'CREATED_AT', direction: 'DESC' } as const];
  const found = await keysetPage<Experiment>(
    db,
    {
      columns: Prisma.sql`e.*`,
      from: Prisma.sql`"Experiment" e`,
      id: Prisma.sql`e.id`,
      where: [Prisma.sql`e."workspaceId" = ${membership.workspaceId}`, ...filterConditions(filter ?? {})],
      keys: order.map(sortKey),
      order: order.map(({ field, direction }) => `${field} ${direction}`).join(),
    },
    pageRequest(page, LIST_MAXIMUM),
  );
  // What lies below asks for them again.
  for (const { node } of found.edges) loaders.experiment.prime(node.id, node);
  return found;
}

const SORT_KEYS: Record<ExperimentOrderValue['field'], Omit<SortKey, 'direction'>> = {
  CREATED_AT: { sql: Prisma.sql`e."createdAt"`, type: 'timestamptz', nullable: false },
  NAME: { sql: Prisma.sql`e.name`, type: 'text', nullable: false },
  SILHOUETTE: { sql: Prisma.sql`e.silhouette`, type: 'float8', nullable: true },
  STABILITY: { sql: Prisma.sql`e.stability`, type: 'float8', nullable: true },
  MSE: { sql: Prisma.sql`e.mse`, type: 'float8', nullable: true },
  MS_SSIM: { sql: Prisma.sql`e."msSsim"`, type: 'float8', nullable: true },
  DURATION: { sql: Prisma.sql`e."durationSeconds"`, type: 'float8', nullable: true },
  CLUSTER_COUNT: { sql: Prisma.sql`e."clusterCount"`, type: 'int4', nullable: true },
};

const sortKey = ({ field, direction }: ExperimentOrderValue): SortKey => ({ ...SORT_KEYS[field], direction });
