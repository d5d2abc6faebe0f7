import { type Db, Prisma } from '@asterism/db';
import { loaderByParent } from '../../paging/loaderById.ts';
import type { StageUse } from '../experiments/loaders.ts';

/** A stage that is run for a verification; none of its results are anybody's. */
export type VerificationStage = Omit<StageUse, 'experimentId'> & { verificationId: string };

export function verificationLoaders(db: Db) {
  return {
    /** None or one. */
    verifications: loaderByParent(
      (experimentIds) =>
        db.experimentVerification.findMany({ where: { experimentId: { in: experimentIds } } }),
      ({ experimentId }) => experimentId,
    ),
    /** In the order of the chain; none once it is over. */
    verificationStages: loaderByParent(
      (verificationIds) => db.$queryRaw<VerificationStage[]>`
        SELECT s."verificationId", s.id AS "stageId", s.kind::text AS kind, s.key, s.status::text AS status,
               false AS reused, s.params->>'projection' AS projection, s.seconds, s.fraction, s.epoch, s."secondsLeft", NULL AS result
        FROM "Stage" s WHERE s."verificationId" IN (${Prisma.join(verificationIds)})
        ORDER BY s.kind, s."createdAt", s.id`,
      ({ verificationId }) => verificationId,
    ),
  };
}
