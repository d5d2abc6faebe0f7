import type { Comment, DbTransaction } from '@asterism/db';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';
import { observationSubject } from '../notifications/observationSubject.ts';
import { commentNotFound, commentToChange } from './service.ts';

/**
 * Says of the thread of a comment that it is settled, or not after all; gives its first comment. Problems:
 * COMMENT_NOT_FOUND. Throws FORBIDDEN for a viewer.
 */
export async function resolveComment(
  context: Context,
  { id, resolved }: { id: string; resolved: boolean },
): Promise<Outcome<Comment>> {
  const { db, now } = context.services;
  return db.$transaction(async (tx) => {
    const found = await commentToChange(context, tx, id);
    if (!found) return notDone(commentNotFound());
    const { caller, workspaceId } = found.membership;
    const first = await firstOfThread(tx, found.comment);
    if ((first.resolvedAt !== null) === resolved) return done(first);
    const changed = await tx.comment.update({
      where: { id: first.id },
      data: resolved
        ? { resolvedAt: now(), resolvedById: caller.user.id }
        : { resolvedAt: null, resolvedById: null },
    });
    const subject = await observationSubject(tx, first.observationId);
    const verb = resolved ? 'resolved' : 'reopened';
    await recordDeeds(tx, caller, [
      {
        workspaceId,
        verb,
        subjectType: subject.type,
        subjectId: subject.id,
        sentence: `${caller.user.name} ${verb} a comment on ${subject.name}.`,
      },
    ]);
    return done(changed);
  });
}

const firstOfThread = async (tx: DbTransaction, comment: Comment): Promise<Comment> =>
  comment.replyToId === null ? comment : tx.comment.findUniqueOrThrow({ where: { id: comment.replyToId } });
