import type { Review } from '@asterism/db';
import type { Context } from '../../context.ts';
import { done, type Outcome } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';
import { reviewDeed } from './deed.ts';
import { holdOpenReview } from './openReview.ts';
import { tellOfReview } from './tellOfReview.ts';

/**
 * Takes no more answers, and shows everybody what came of it. Problems: REVIEW_NOT_FOUND, REVIEW_IS_CLOSED. Throws
 * FORBIDDEN for a viewer.
 */
export async function closeReview(context: Context, globalId: string): Promise<Outcome<Review>> {
  const { db, now } = context.services;
  const outcome = await db.$transaction(async (tx): Promise<Outcome<Review>> => {
    const held = await holdOpenReview(context, tx, globalId, 'id');
    if (!held.value) return held;
    const { review, caller } = held.value;
    const closed = await tx.review.update({
      where: { id: review.id },
      data: { status: 'CLOSED', closedAt: now() },
    });
    await recordDeeds(tx, caller, [reviewDeed(caller, review.cluster, 'closed')]);
    return done(closed);
  });
  return tellOfReview(context, outcome);
}
