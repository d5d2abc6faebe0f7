import type { Cluster, DbTransaction, Experiment, Review } from '@asterism/db';
import type { Caller } from '../../auth/caller.ts';
import { editorById } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, problem } from '../../problem.ts';
import { visibleReviews } from './service.ts';

/** A review with what it is of, and who does something with it. */
export interface HeldReview {
  review: Review & { cluster: Cluster & { experiment: Experiment } };
  caller: Caller;
}

/**
 * The open review of that id, held until the transaction ends, so that nobody answers what is being closed. Problems:
 * REVIEW_NOT_FOUND, REVIEW_IS_CLOSED. Throws FORBIDDEN for a viewer.
 */
export async function holdOpenReview(
  context: Context,
  tx: DbTransaction,
  globalId: string,
  path: string,
): Promise<Outcome<HeldReview>> {
  const id = rowId('Review', globalId) ?? '';
  await tx.$executeRaw`SELECT 1 FROM "Review" WHERE id = ${id} FOR UPDATE`;
  const review = await tx.review.findFirst({
    where: { id, ...visibleReviews(context) },
    include: { cluster: { include: { experiment: true } } },
  });
  const membership = review && editorById(context, review.cluster.experiment.workspaceId);
  if (!membership)
    return notDone(problem('REVIEW_NOT_FOUND', 'There is no such review that you may see.', path));
  if (review.status === 'CLOSED')
    return notDone(problem('REVIEW_IS_CLOSED', 'This review is closed. Begin another one.', path));
  return done({ review, caller: membership.caller });
}
