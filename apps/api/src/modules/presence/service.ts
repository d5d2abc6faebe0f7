import { z } from 'zod';
import { membershipBySlug } from '../../auth/caller.ts';
import type { Context } from '../../context.ts';
import { refusal, refused } from '../../errors.ts';
import type { WhoIsHere } from './sittings.ts';

const openPage = z.object({
  // Within the workspace, without what its query chooses there.
  path: z
    .string()
    .max(300)
    .regex(/^(\/[^/?#\\\s][^?#\\\s]*)?$/),
  title: z.string().trim().min(1).max(200),
});

/**
 * Who has a workspace open, as it is and as it becomes; with a page, the caller is here too. Throws NOT_FOUND where the
 * caller may not see the workspace, BAD_USER_INPUT for a page that cannot be.
 */
export async function watchPresence(
  { services: { presence }, caller }: Context,
  slug: string,
  page: z.input<typeof openPage> | null,
): Promise<AsyncIterableIterator<WhoIsHere>> {
  const membership = membershipBySlug(caller, slug);
  if (!caller || !membership) throw refusal.noWorkspace(slug);
  const parsed = openPage.nullable().safeParse(page);
  if (!parsed.success)
    throw refused(
      'BAD_USER_INPUT',
      'page.path is a path within the workspace, as /experiments/E-42, of 300 characters at most; page.title has 1 to 200.',
    );
  return presence.watch(membership.workspaceId, parsed.data && { userId: caller.user.id, page: parsed.data });
}
