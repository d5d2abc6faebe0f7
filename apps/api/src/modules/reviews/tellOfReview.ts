import type { Review } from '@asterism/db';
import type { Context } from '../../context.ts';
import type { Outcome } from '../../problem.ts';

/** Tells those who have the observation of the cluster open that a review of it changed, where something did. */
export async function tellOfReview(
  { services: { db, observations } }: Context,
  outcome: Outcome<Review>,
): Promise<Outcome<Review>> {
  if (!outcome.value) return outcome;
  const { clusterId } = outcome.value;
  const observation = await db.observation.findUnique({ where: { clusterId }, select: { id: true } });
  if (observation) observations.tell(observation.id, 'reviews');
  return outcome;
}
