import { type Activity, Prisma } from '@asterism/db';
import { ownerById } from '../../auth/permission.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { keysetPage } from '../../paging/keyset.ts';
import { type Page, type PageArgs, pageRequest } from '../../paging/page.ts';

const PAGE_MAXIMUM = 200;

export type AuditEntry = Omit<Activity, 'id'> & { id: string; tokenName: string | null };

/** Who did what in the workspace, the newest first. Throws FORBIDDEN for whoever may not manage its people. */
export async function auditTrail(
  context: Context,
  workspaceId: string,
  args: PageArgs,
): Promise<Page<AuditEntry>> {
  if (!ownerById(context, workspaceId)) throw refusal.unauthenticated();
  const { db } = context.services;
  return keysetPage<AuditEntry>(
    db,
    {
      from: Prisma.sql`"Activity" a`,
      id: Prisma.sql`a.id::text`,
      where: [Prisma.sql`a."workspaceId" = ${workspaceId}`],
      keys: [{ sql: Prisma.sql`a.id`, type: 'int8', direction: 'DESC', nullable: false }],
      order: 'audit',
      load: async (ids) => {
        const rows = await db.activity.findMany({
          where: { id: { in: ids.map(BigInt) } },
          include: { token: { select: { name: true } } },
        });
        return rows.map(({ token, ...row }) => ({
          ...row,
          id: String(row.id),
          tokenName: token?.name ?? null,
        }));
      },
    },
    pageRequest(args, PAGE_MAXIMUM),
  );
}
