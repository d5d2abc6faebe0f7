import { type Comment, type DbTransaction, Prisma } from '@asterism/db';
import { workspaceIds } from '../../auth/caller.ts';
import { editorById } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { keysetPage } from '../../paging/keyset.ts';
import { type Page, type PageArgs, pageRequest } from '../../paging/page.ts';
import { type Outcome, problem } from '../../problem.ts';

const PAGE_MAXIMUM = 200;

/** Those of the caller's workspaces. */
export function visibleComments({ caller }: Pick<Context, 'caller'>) {
  return { observation: { workspaceId: { in: workspaceIds(caller) } } };
}

/** Those of an observation, the oldest first, with those of its threads among them. */
export function listComments(
  { services: { db } }: Context,
  observationId: string,
  { withCount, ...args }: PageArgs & { withCount: boolean },
): Promise<Page<Comment>> {
  return keysetPage<Comment>(
    db,
    {
      columns: Prisma.sql`c.*`,
      from: Prisma.sql`"Comment" c`,
      id: Prisma.sql`c.id`,
      where: [Prisma.sql`c."observationId" = ${observationId}`],
      keys: [{ sql: Prisma.sql`c."createdAt"`, type: 'timestamptz', direction: 'ASC' }],
      order: 'comments',
      withCount,
    },
    pageRequest(args, PAGE_MAXIMUM),
  );
}

/** Whether somebody else wrote it since the caller last read the comments of its observation. */
export async function isUnread(
  { caller, loaders }: Pick<Context, 'caller' | 'loaders'>,
  { authorId, createdAt, deletedAt, observationId }: Comment,
): Promise<boolean> {
  if (!caller || deletedAt !== null || authorId === caller.user.id) return false;
  const readAt = await loaders.commentsReadAt.load({ observationId, userId: caller.user.id });
  return readAt === null || createdAt > readAt;
}

/** A comment that is to be changed, held until the transaction is over, and by whom; null where there is none that they may see. Throws FORBIDDEN for a viewer. */
export async function commentToChange(context: Context, tx: DbTransaction, globalId: string) {
  const found = await tx.comment.findFirst({
    where: { id: rowId('Comment', globalId) ?? '', deletedAt: null, ...visibleComments(context) },
    select: { observation: { select: { id: true, workspaceId: true } } },
  });
  const membership = found && editorById(context, found.observation.workspaceId);
  if (!membership) return null;
  // One change of an observation's comments at a time: of a thread that is answered the first comment stays.
  await holdObservation(tx, found.observation.id);
  const comment = await tx.comment.findFirst({
    where: { id: rowId('Comment', globalId) ?? '', deletedAt: null },
  });
  return comment && { comment, membership };
}

export async function holdObservation(tx: DbTransaction, id: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "Observation" WHERE id = ${id} FOR NO KEY UPDATE`;
}

/** Has those who have the observation open read its comments again, where something was changed. */
export function tellReaders({ services }: Context, changed: Outcome<Comment>): Outcome<Comment> {
  if (changed.value) services.observations.tell(changed.value.observationId, 'comments');
  return changed;
}

export const observationNotFound = (field: string) =>
  problem('OBSERVATION_NOT_FOUND', 'There is no such observation that you may see.', field);

export const commentNotFound = (field = 'id') =>
  problem('COMMENT_NOT_FOUND', 'There is no such comment that you may see.', field);
