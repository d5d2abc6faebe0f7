import { membershipBySlug } from '../../auth/caller.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { activityChanges } from './eventHub.ts';
import type { ActivityChange, EventStream } from './eventStream.ts';
import { watch } from './service.ts';

/**
 * What members do in a workspace, but for what is for its owners' eyes. Starts with what was missed since `since`; with
 * a reset, which shows the last thing done, where that is no longer known. Throws NOT_FOUND where the caller may not see it.
 */
export async function watchActivity(
  { services: { db, events }, caller }: Context,
  slug: string,
  since: number | null,
): Promise<EventStream<ActivityChange>> {
  const membership = membershipBySlug(caller, slug);
  if (!membership) throw refusal.noWorkspace(slug);
  const { workspaceId } = membership;
  return watch(events, events.subscribeActivity(workspaceId), {
    since,
    first: async () => [],
    missed: async (arrived) =>
      activityChanges(arrived.filter((notice) => notice.workspaceId === workspaceId)),
    reset: async () => {
      const sequence = events.place();
      const last = await db.activity.findFirst({
        where: { workspaceId, forOwners: false },
        orderBy: { id: 'desc' },
        select: { id: true },
      });
      return last && { sequence, workspaceId, activityId: Number(last.id), reset: true };
    },
  });
}
