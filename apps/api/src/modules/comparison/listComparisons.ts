import { type Comparison, Prisma } from '@asterism/db';
import { membershipBySlug } from '../../auth/caller.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { keysetPage } from '../../paging/keyset.ts';
import { type Page, type PageArgs, pageRequest } from '../../paging/page.ts';

const LIST_MAXIMUM = 200;

/** Throws NOT_FOUND for a workspace that the caller may not see. */
export async function listComparisons(
  { services: { db }, caller }: Context,
  slug: string,
  args: PageArgs,
): Promise<Page<Comparison>> {
  const membership = membershipBySlug(caller, slug);
  if (!membership) throw refusal.noWorkspace(slug);
  return keysetPage<Comparison>(
    db,
    {
      columns: Prisma.sql`c.*`,
      from: Prisma.sql`"Comparison" c`,
      id: Prisma.sql`c.id`,
      where: [Prisma.sql`c."workspaceId" = ${membership.workspaceId}`],
      keys: [{ sql: Prisma.sql`c."createdAt"`, type: 'timestamptz', direction: 'DESC' }],
      order: 'comparisons',
    },
    pageRequest(args, LIST_MAXIMUM),
  );
}
