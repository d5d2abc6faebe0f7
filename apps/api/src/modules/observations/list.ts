import { Prisma } from '@asterism/db';
import { membershipBySlug } from '../../auth/caller.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { keysetPage } from '../../paging/keyset.ts';
import { type Page, type PageArgs, pageRequest } from '../../paging/page.ts';
import { type ObservationFilterValue, observationConditions } from './filter.ts';
import { OBSERVATION_COLUMNS_SQL, type ObservationRow } from './row.ts';

const LIST_MAXIMUM = 200;

export interface ObservationsArgs extends PageArgs {
  workspace: string;
  filter?: ObservationFilterValue | null;
  /** The count will be asked for. */
  withCount: boolean;
}

/** Throws NOT_FOUND for a workspace that the caller may not see. */
export async function listObservations(
  { services: { db }, caller }: Context,
  { workspace, filter, withCount, ...page }: ObservationsArgs,
): Promise<Page<ObservationRow>> {
  const membership = membershipBySlug(caller, workspace);
  if (!membership) throw refusal.noWorkspace(workspace);
  return keysetPage<ObservationRow>(
    db,
    {
      columns: OBSERVATION_COLUMNS_SQL,
      from: Prisma.sql`"Observation" o LEFT JOIN "Cluster" c ON c.id = o."clusterId"
        LEFT JOIN "Experiment" e ON e.id = coalesce(o."experimentId", c."experimentId")
        LEFT JOIN "Study" s ON s.id = o."studyId"`,
      id: Prisma.sql`o.id`,
      where: [
        Prisma.sql`o."workspaceId" = ${membership.workspaceId}`,
        ...observationConditions(filter ?? {}),
      ],
      keys: [{ sql: Prisma.sql`o."updatedAt"`, type: 'timestamptz', direction: 'DESC' }],
      order: 'observations',
      withCount,
    },
    pageRequest(page, LIST_MAXIMUM),
  );
}
