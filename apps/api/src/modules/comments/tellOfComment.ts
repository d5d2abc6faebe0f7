import type { Comment, DbTransaction } from '@asterism/db';
import type { Caller } from '../../auth/caller.ts';
import { notify } from '../notifications/notify.ts';
import type { ObservationSubject } from '../notifications/observationSubject.ts';
import { writersOf } from '../notifications/writers.ts';

export interface NewComment {
  comment: Comment;
  caller: Caller;
  subject: ObservationSubject;
  mentioned: readonly string[];
  /** The one that it answers. */
  answered: Comment | null;
}

/** Tells those whom a comment mentions, answers, or whose text it is on: each once, of the first of these. */
export async function tellOfComment(
  tx: DbTransaction,
  { comment, caller: { user }, subject, mentioned, answered }: NewComment,
): Promise<void> {
  const told = new Set<string>();
  const tell = async (userIds: readonly (string | null)[], sentence: string): Promise<void> => {
    const fresh = userIds.flatMap((id) => (id === null || told.has(id) ? [] : [id]));
    for (const id of fresh) told.add(id);
    await notify(tx, {
      userIds: fresh,
      actorId: user.id,
      subject,
      commentId: comment.id,
      sentence,
      at: comment.createdAt,
    });
  };
  await tell(mentioned, `${user.name} mentioned you in a comment on ${subject.name}.`);
  if (answered) {
    const first =
      answered.replyToId === null
        ? answered
        : await tx.comment.findUnique({ where: { id: answered.replyToId } });
    await tell(
      [answered.authorId, first?.authorId ?? null],
      `${user.name} replied to your comment on ${subject.name}.`,
    );
  }
  await tell(
    await writersOf(tx, comment.observationId),
    `${user.name} commented on ${subject.name}, of which you wrote.`,
  );
}
