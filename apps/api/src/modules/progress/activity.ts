import { membershipBySlug } from '../../auth/caller.ts';
import type { Context, Services } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { activityChanges, noticeOf } from './eventHub.ts';
import type { ActivityChange, EventStream } from './eventStream.ts';
import { isKept, lastSequence, watch } from './service.ts';

const MISSED_MAXIMUM = 1000;

/**
 * What members do in a workspace, but for what is for its owners' eyes. Starts with what was missed since `since`; with
 * a reset, which shows the last thing done, where that is no longer known. Throws NOT_FOUND where the caller may not see it.
 */
export async function watchActivity(
  { services, caller }: Context,
  slug: string,
  since: number | null,
): Promise<EventStream<ActivityChange>> {
  const membership = membershipBySlug(caller, slug);
  if (!membership) throw refusal.noWorkspace(slug);
  const { workspaceId } = membership;
  return watch(services.events.subscribeActivity(workspaceId), async () => {
    if (since === null) return [];
    const found = await missed(services, workspaceId, since);
    if (found) return found;
    const last = await services.db.activity.findFirst({
      where: { workspaceId, forOwners: false },
      orderBy: { id: 'desc' },
      select: { id: true },
    });
    const sequence = await lastSequence(services.db);
    return last ? [{ sequence, workspaceId, activityId: Number(last.id), reset: true }] : [];
  });
}

async function missed(
  { db, events }: Services,
  workspaceId: string,
  since: number,
): Promise<ActivityChange[] | null> {
  const arrived = events.arrivedAfter(since);
  if (arrived) return activityChanges(arrived.filter((notice) => notice.workspaceId === workspaceId));
  if (!(await isKept(db, since))) return null;
  const rows = await db.event.findMany({
    where: { workspaceId, activityId: { not: null }, sequence: { gt: since } },
    orderBy: { sequence: 'asc' },
    take: MISSED_MAXIMUM + 1,
  });
  return rows.length > MISSED_MAXIMUM ? null : activityChanges(rows.map(noticeOf));
}
