import type { Review } from '@asterism/db';
import type { Context } from '../../context.ts';
import type { Outcome } from '../../problem.ts';

/**
 * Where a review changed: tells those who have the observation of its cluster open, and has what the operation knew of it
 * read again.
 */
export async function tellOfReview(
  { services: { db, observations }, loaders }: Context,
  outcome: Outcome<Review>,
): Promise<Outcome<Review>> {
  if (!outcome.value) return outcome;
  const { id, clusterId } = outcome.value;
  for (const loader of [loaders.reviewAnswers, loaders.reviewResult]) loader.clear(id);
  for (const loader of [loaders.reviews, loaders.finishedReview]) loader.clear(clusterId);
  const observation = await db.observation.findUnique({ where: { clusterId }, select: { id: true } });
  if (observation) observations.tell(observation.id, 'reviews');
  return outcome;
}
