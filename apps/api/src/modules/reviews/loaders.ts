import { type Db, Prisma, type Review } from '@asterism/db';
import DataLoader from 'dataloader';
import { loaderByParent } from '../../paging/loaderById.ts';
import { type ReviewResult, reviewResult } from './result.ts';

export function reviewLoaders(db: Db) {
  /** In the drawn order. */
  const reviewItems = loaderByParent(
    (reviewIds) =>
      db.reviewItem.findMany({ where: { reviewId: { in: reviewIds } }, orderBy: { position: 'asc' } }),
    ({ reviewId }) => reviewId,
  );
  const reviewAnswers = loaderByParent(
    (reviewIds) => db.reviewItemAnswer.findMany({ where: { reviewId: { in: reviewIds } } }),
    ({ reviewId }) => reviewId,
  );
  return {
    reviewItems,
    reviewAnswers,
    /** Of a review's answers so far; whoever shows it asks first whether it may be seen. */
    reviewResult: new DataLoader<string, ReviewResult>((reviewIds) =>
      Promise.all(
        reviewIds.map(async (id) => reviewResult(await reviewItems.load(id), await reviewAnswers.load(id))),
      ),
    ),
    /** Of clusters, the newest first. */
    reviews: loaderByParent(
      (clusterIds) =>
        db.review.findMany({
          where: { clusterId: { in: clusterIds } },
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        }),
      ({ clusterId }) => clusterId,
    ),
    /** Of clusters, the one that was closed last of those that somebody answered; none where there is none. */
    finishedReview: loaderByParent(
      (clusterIds) => db.$queryRaw<Review[]>`
        SELECT DISTINCT ON (r."clusterId") r.* FROM "Review" r
        WHERE r."clusterId" IN (${Prisma.join(clusterIds)}) AND r.status = 'CLOSED'
          AND EXISTS (SELECT FROM "ReviewItemAnswer" a WHERE a."reviewId" = r.id)
        ORDER BY r."clusterId", r."closedAt" DESC, r.id DESC`,
      ({ clusterId }) => clusterId,
    ),
  };
}
