import { type Experiment, Prisma } from '@asterism/db';
import { membershipBySlug, workspaceIds } from '../../auth/caller.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { keysetPage, type SortKey } from '../../paging/keyset.ts';
import { type Page, type PageArgs, pageRequest } from '../../paging/page.ts';
import { type ExperimentFilterValue, filterConditions } from './filter.ts';
import type { ORDER_DIRECTIONS, ORDER_FIELDS } from './listing.ts';

const LIST_MAXIMUM = 200;
// An index is walked over what is skipped: 10 ms for 10,000.
const SKIP_MAXIMUM = 100_000;

/** Those of the caller's workspaces; for whoever bears a public link those that it shows. */
export function visibleExperiments({ caller, visitor }: Pick<Context, 'caller' | 'visitor'>) {
  return {
    OR: [{ workspaceId: { in: workspaceIds(caller) } }, { id: { in: [...(visitor?.experimentIds ?? [])] } }],
  };
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
  /** Rows that are passed over first. */
  skip?: number | null;
  /** The count will be asked for. */
  withCount: boolean;
}

/** Throws NOT_FOUND for a workspace that the caller may not see, BAD_USER_INPUT for a filter or page that cannot be. */
export async function listExperiments(
  { services: { db }, caller, loaders }: Context,
  { workspace, filter, orderBy, withCount, skip, ...page }: ExperimentsArgs,
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
      withCount,
    },
    { ...pageRequest(page, LIST_MAXIMUM), skip: skipped(skip ?? 0) },
  );
  // What lies below asks for them again.
  for (const { node } of found.edges) loaders.experiment.prime(node.id, node);
  return found;
}

function skipped(skip: number): number {
  if (skip < 0 || skip > SKIP_MAXIMUM)
    throw refusal.badArgument(
      `skip is 0 to ${SKIP_MAXIMUM}; it is ${skip}. Filter the list, or go on from a cursor.`,
    );
  return skip;
}

type DirectedKeys = Record<ExperimentOrderValue['direction'], Prisma.Sql>;

/**
 * A score that may be missing, as a number that puts it last in either direction. Indices hold these very expressions:
 * see the migration ordered_lists.
 */
const score = (column: Prisma.Sql): DirectedKeys => ({
  ASC: Prisma.sql`coalesce(${column}, 'Infinity'::float8)`,
  DESC: Prisma.sql`coalesce(${column}, '-Infinity'::float8)`,
});
const whole = (column: Prisma.Sql): DirectedKeys => ({ ASC: column, DESC: column });

const SORT_KEYS: Record<ExperimentOrderValue['field'], { sql: DirectedKeys; type: SortKey['type'] }> = {
  CREATED_AT: { sql: whole(Prisma.sql`e."createdAt"`), type: 'timestamptz' },
  NAME: { sql: whole(Prisma.sql`e.name`), type: 'text' },
  SILHOUETTE: { sql: score(Prisma.sql`e.silhouette`), type: 'float8' },
  STABILITY: { sql: score(Prisma.sql`e.stability`), type: 'float8' },
  MSE: { sql: score(Prisma.sql`e.mse`), type: 'float8' },
  MS_SSIM: { sql: score(Prisma.sql`e."msSsim"`), type: 'float8' },
  DURATION: { sql: score(Prisma.sql`e."durationSeconds"`), type: 'float8' },
  CLUSTER_COUNT: { sql: score(Prisma.sql`e."clusterCount"::float8`), type: 'float8' },
};

const sortKey = ({ field, direction }: ExperimentOrderValue): SortKey => {
  const { sql, type } = SORT_KEYS[field];
  return { sql: sql[direction], type, direction };
};
