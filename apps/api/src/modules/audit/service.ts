import { type Activity, Prisma } from '@asterism/db';
import { membershipById } from '../../auth/caller.ts';
import { ownerById } from '../../auth/permission.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { keysetPage } from '../../paging/keyset.ts';
import { type Page, type PageArgs, pageRequest } from '../../paging/page.ts';

const PAGE_MAXIMUM = 200;
const RECENT_MAXIMUM = 100;

export type AuditEntry = Omit<Activity, 'id'> & { id: string; tokenName: string | null };

/** Who did what in the workspace, the newest first. Throws FORBIDDEN for whoever may not manage its people. */
export async function auditTrail(
  context: Context,
  workspaceId: string,
  args: PageArgs,
): Promise<Page<AuditEntry>> {
  if (!ownerById(context, workspaceId)) throw refusal.unauthenticated();
  const { db } = context.services;
  const page = await keysetPage<Activity & { tokenName: string | null }>(
    db,
    {
      columns: Prisma.sql`a.*, t.name AS "tokenName"`,
      from: Prisma.sql`"Activity" a LEFT JOIN "ApiToken" t ON t.id = a."tokenId"`,
      id: Prisma.sql`a.id::text`,
      where: [Prisma.sql`a."workspaceId" = ${workspaceId}`],
      keys: [{ sql: Prisma.sql`a.id`, type: 'int8', direction: 'DESC' }],
      order: 'audit',
    },
    pageRequest(args, PAGE_MAXIMUM),
  );
  const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: { ...node, id: String(node.id) } }));
  return { ...page, edges };
}

/**
 * The last things that members did, the newest first, but for what is for owners' eyes. Throws UNAUTHENTICATED for whoever
 * is no member, and BAD_USER_INPUT for a number that is not from 1 to 100.
 */
export async function recentActivity(
  { services: { db }, caller }: Context,
  workspaceId: string,
  first: number,
): Promise<Activity[]> {
  if (!membershipById(caller, workspaceId)) throw refusal.unauthenticated();
  if (first < 1 || first > RECENT_MAXIMUM)
    throw refusal.badArgument(`first is from 1 to ${RECENT_MAXIMUM}; not ${first}.`);
  return db.activity.findMany({
    where: { workspaceId, forOwners: false },
    orderBy: { id: 'desc' },
    take: first,
  });
}
