import type { Context } from '../../context.ts';
import { EMOJI } from './emoji.ts';

export interface Reaction {
  emoji: string;
  userIds: string[];
}

/** Who put which emoji beside a comment, in the order in which emoji are shown. */
export async function reactionsOf({ loaders }: Context, commentId: string): Promise<Reaction[]> {
  const rows = await loaders.commentReactions.load(commentId);
  return EMOJI.flatMap((emoji) => {
    const userIds = rows.flatMap((row) => (row.emoji === emoji ? [row.userId] : []));
    return userIds.length > 0 ? [{ emoji, userIds }] : [];
  });
}
