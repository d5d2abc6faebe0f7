import { type Review, ReviewAnswer } from '@asterism/db';
import { z } from 'zod';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, problem, problemsOf } from '../../problem.ts';
import { holdOpenReview } from './openReview.ts';
import { tellOfReview } from './tellOfReview.ts';

const given = z.object({ reviewId: z.string(), sampleId: z.string(), answer: z.enum(ReviewAnswer) });

/**
 * Keeps what the caller says of one image, or says now, until they have answered all: from then on they know who belongs.
 * Problems: REVIEW_NOT_FOUND, REVIEW_IS_CLOSED, NOT_IN_REVIEW, ALL_ANSWERED. Throws FORBIDDEN for a viewer.
 */
export async function answerReview(context: Context, input: z.input<typeof given>): Promise<Outcome<Review>> {
  const parsed = given.safeParse(input);
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const { reviewId, sampleId, answer } = parsed.data;
  const { db, now } = context.services;
  const outcome = await db.$transaction(async (tx): Promise<Outcome<Review>> => {
    const held = await holdOpenReview(context, tx, reviewId, 'reviewId');
    if (!held.value) return held;
    const { review, caller } = held.value;
    const userId = caller.user.id;
    const [items, answered] = await Promise.all([
      tx.reviewItem.findMany({ where: { reviewId: review.id }, select: { position: true, sampleId: true } }),
      tx.reviewItemAnswer.count({ where: { reviewId: review.id, userId } }),
    ]);
    const item = items.find((one) => one.sampleId === rowId('Sample', sampleId));
    if (!item) return notDone(problem('NOT_IN_REVIEW', 'The review does not show this image.', 'sampleId'));
    if (answered === items.length)
      return notDone(
        problem(
          'ALL_ANSWERED',
          'You have answered all and may see who belongs, so your answers stay as they are.',
          'answer',
        ),
      );
    const key = { reviewId: review.id, position: item.position, userId };
    await tx.reviewItemAnswer.upsert({
      where: { reviewId_position_userId: key },
      create: { ...key, answer, at: now() },
      update: { answer, at: now() },
    });
    return done(review);
  });
  return tellOfReview(context, outcome);
}
