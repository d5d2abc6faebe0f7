import type { Comment, DbTransaction } from '@asterism/db';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, problem } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';
import { observationSubject } from '../notifications/observationSubject.ts';
import { commentNotFound, commentToChange } from './service.ts';

/**
 * Takes back a comment of the caller's own, or anybody's as an owner. Of one that was answered the answers stay, below a
 * comment without words; it goes with the last of them. Problems: COMMENT_NOT_FOUND, NOT_YOURS. Throws FORBIDDEN for a
 * viewer.
 */
export async function deleteComment(context: Context, globalId: string): Promise<Outcome<Comment>> {
  const { db, now } = context.services;
  return db.$transaction(async (tx) => {
    const found = await commentToChange(context, tx, globalId);
    if (!found) return notDone(commentNotFound());
    const {
      comment,
      membership: { caller, role, workspaceId },
    } = found;
    if (comment.authorId !== caller.user.id && role !== 'OWNER')
      return notDone(
        problem('NOT_YOURS', 'Somebody else wrote this comment; its author or an owner may delete it.', 'id'),
      );
    const left = await takeAway(tx, comment, now());
    const subject = await observationSubject(tx, comment.observationId);
    await recordDeeds(tx, caller, [
      {
        workspaceId,
        verb: 'deleted',
        subjectType: subject.type,
        subjectId: subject.id,
        sentence: `${caller.user.name} deleted a comment on ${subject.name}.`,
      },
    ]);
    return done(left);
  });
}

/** The comment as it is left: without words where others answered it. */
async function takeAway(tx: DbTransaction, comment: Comment, at: Date): Promise<Comment> {
  const { id, replyToId } = comment;
  const wordless = { body: '', deletedAt: at, authorId: null };
  if ((await tx.comment.count({ where: { replyToId: id } })) > 0) {
    await tx.commentReaction.deleteMany({ where: { commentId: id } });
    return tx.comment.update({ where: { id }, data: wordless });
  }
  await tx.comment.delete({ where: { id } });
  await tx.comment.deleteMany({
    where: { id: replyToId ?? '', deletedAt: { not: null }, replies: { none: {} } },
  });
  return { ...comment, ...wordless };
}
