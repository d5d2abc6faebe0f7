import type { Comment } from '@asterism/db';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, problemsOf } from '../../problem.ts';
import { EMOJI } from './emoji.ts';
import { commentNotFound, commentToChange } from './service.ts';

const wanted = z.object({ id: z.string(), emoji: z.enum(EMOJI), on: z.boolean() });

/**
 * Puts the caller's emoji beside a comment, or takes it away. Problems: COMMENT_NOT_FOUND, UNKNOWN_VALUE. Throws FORBIDDEN
 * for a viewer.
 */
export async function reactToComment(
  context: Context,
  input: { id: string; emoji: string; on: boolean },
): Promise<Outcome<Comment>> {
  return context.services.db.$transaction(async (tx) => {
    const found = await commentToChange(context, tx, input.id);
    if (!found) return notDone(commentNotFound());
    const parsed = wanted.safeParse(input);
    if (!parsed.success) return notDone(...problemsOf(parsed.error));
    const { emoji, on } = parsed.data;
    const reaction = { commentId: found.comment.id, userId: found.membership.caller.user.id, emoji };
    if (on) await tx.commentReaction.createMany({ data: [reaction], skipDuplicates: true });
    else await tx.commentReaction.deleteMany({ where: reaction });
    return done(found.comment);
  });
}
