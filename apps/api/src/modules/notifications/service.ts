import { type Notification, Prisma } from '@asterism/db';
import { z } from 'zod';
import { type Caller, workspaceIds } from '../../auth/caller.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { keysetPage } from '../../paging/keyset.ts';
import { type Page, type PageArgs, pageRequest } from '../../paging/page.ts';
import { done, notDone, type Outcome, problem, problemsOf } from '../../problem.ts';
import { ringBell } from './notify.ts';

const PAGE_MAXIMUM = 100;
const IDS_MAXIMUM = 1000;

/** The caller's own, of workspaces that they are still of. */
export function visibleNotifications(caller: Caller | null) {
  return { userId: caller?.user.id ?? '', workspaceId: { in: workspaceIds(caller) } };
}

/** What a caller was told, the newest first. */
export function listNotifications(
  { services: { db } }: Context,
  caller: Caller,
  args: PageArgs,
): Promise<Page<Notification>> {
  return keysetPage<Notification>(
    db,
    {
      columns: Prisma.sql`n.*`,
      from: Prisma.sql`"Notification" n`,
      id: Prisma.sql`n.id`,
      where: [
        Prisma.sql`n."userId" = ${caller.user.id}`,
        Prisma.sql`n."workspaceId" = ANY(${workspaceIds(caller)})`,
      ],
      keys: [{ sql: Prisma.sql`n.at`, type: 'timestamptz', direction: 'DESC' }],
      order: 'notifications',
    },
    pageRequest(args, PAGE_MAXIMUM),
  );
}

export function countUnread({ services: { db } }: Context, caller: Caller): Promise<number> {
  return db.notification.count({ where: { ...visibleNotifications(caller), readAt: null } });
}

const wanted = z.object({ ids: z.array(z.string()).max(IDS_MAXIMUM).nullish() });

/** Marks those that are named, or all of the caller's, as read. Problems: NOTIFICATION_NOT_FOUND, too many at once. */
export async function markNotificationsRead(
  { services, caller }: Context,
  input: z.input<typeof wanted>,
): Promise<Outcome<Caller>> {
  if (!caller) throw refusal.unauthenticated();
  const parsed = wanted.safeParse(input);
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const ids = parsed.data.ids?.map((id) => rowId('Notification', id) ?? '');
  const named = { ...visibleNotifications(caller), ...(ids && { id: { in: ids } }) };
  return services.db.$transaction(async (tx) => {
    if (ids) {
      const rows = await tx.notification.findMany({ where: named, select: { id: true } });
      const known = new Set(rows.map(({ id }) => id));
      const unknown = ids.flatMap((id, i) => (known.has(id) ? [] : [notificationNotFound(i)]));
      if (unknown.length > 0) return notDone(...unknown);
    }
    await tx.notification.updateMany({ where: { ...named, readAt: null }, data: { readAt: services.now() } });
    await ringBell(tx, [caller.user.id]);
    return done(caller);
  });
}

const notificationNotFound = (position: number) =>
  problem('NOTIFICATION_NOT_FOUND', 'There is no such notification of yours.', 'ids', position);
