import { blobRef, type Db, Prisma, type RunStatus, type StageKind } from '@asterism/db';
import { loaderById, loaderByParent } from '../../paging/loaderById.ts';

/** A stage as one experiment uses it. `result` is there of PREPROCESS, TRAIN and ENCODE: others' may be long. */
export interface StageUse {
  experimentId: string;
  stageId: string;
  kind: StageKind;
  key: string;
  status: RunStatus;
  reused: boolean;
  /** Of a PROJECT stage. */
  projection: string | null;
  seconds: number | null;
  fraction: number;
  epoch: number | null;
  secondsLeft: number | null;
  result: unknown;
}

export const LOSS_POINTS = 32;
const LOSS_PARTS = LOSS_POINTS - 1;

export function experimentLoaders(db: Db) {
  return {
    experiment: loaderById((ids) => db.experiment.findMany({ where: { id: { in: ids } } })),
    /** In the order of the chain. */
    stages: loaderByParent(
      (experimentIds) => db.$queryRaw<StageUse[]>`
        SELECT u."experimentId", s.id AS "stageId", s.kind::text AS kind, s.key, s.status::text AS status, u.reused,
               s.params->>'projection' AS projection,
               s.seconds, s.fraction, s.epoch, s."secondsLeft",
               CASE WHEN s.kind IN ('PREPROCESS', 'TRAIN', 'ENCODE') THEN s.result END AS result
        FROM "ExperimentStage" u JOIN "Stage" s ON s.id = u."stageId"
        WHERE u."experimentId" IN (${Prisma.join(experimentIds)})
        ORDER BY s.kind, s."createdAt", s.id`,
      ({ experimentId }) => experimentId,
    ),
    /** The first experiment that did not find the stage done; none where it was deleted. */
    stageMakers: loaderByParent(
      (stageIds) => db.$queryRaw<{ stageId: string; experimentId: string }[]>`
        SELECT DISTINCT ON (u."stageId") u."stageId", u."experimentId"
        FROM "ExperimentStage" u JOIN "Experiment" e ON e.id = u."experimentId"
        WHERE u."stageId" IN (${Prisma.join(stageIds)}) AND NOT u.reused
        ORDER BY u."stageId", e."createdAt", e.id`,
      ({ stageId }) => stageId,
    ),
    curve: loaderByParent(
      (stageIds) =>
        db.epochMetrics.findMany({ where: { stageId: { in: stageIds } }, orderBy: { epoch: 'asc' } }),
      ({ stageId }) => stageId,
    ),
    /** The first epoch of each of as many parts of the training, and the last. */
    lossCurve: loaderByParent(
      (stageIds) => db.$queryRaw<{ stageId: string; trainLoss: number }[]>`
        SELECT "stageId", "trainLoss" FROM (
          SELECT "stageId", epoch, "trainLoss", count(*) OVER part AS epochs,
                 row_number() OVER (part ORDER BY epoch) - 1 AS place
          FROM "EpochMetrics" WHERE "stageId" IN (${Prisma.join(stageIds)})
          WINDOW part AS (PARTITION BY "stageId")) e
        WHERE place = 0 OR place = epochs - 1
          OR place * ${LOSS_PARTS} / epochs > (place - 1) * ${LOSS_PARTS} / epochs
        ORDER BY "stageId", epoch`,
      ({ stageId }) => stageId,
    ),
    projections: loaderByParent(
      (stageIds) => db.projection.findMany({ where: { stageId: { in: stageIds } } }),
      ({ stageId }) => stageId,
    ),
    clusterings: loaderByParent(
      (stageIds) =>
        db.clustering.findMany({
          where: { stageId: { in: stageIds } },
          include: { scan: { orderBy: { value: 'asc' } } },
        }),
      ({ stageId }) => stageId,
    ),
    /** Apart from the rest of a SCORE stage's result, which holds every member. */
    sampleSilhouettes: loaderByParent(
      async (stageIds) => {
        const rows = await db.$queryRaw<{ stageId: string; values: unknown }[]>`
          SELECT id AS "stageId", result->'sampleSilhouettes' AS values FROM "Stage"
          WHERE id IN (${Prisma.join(stageIds)}) AND result ? 'sampleSilhouettes'`;
        return rows.map(({ stageId, values }) => ({ stageId, values: blobRef.parse(values) }));
      },
      ({ stageId }) => stageId,
    ),
    cluster: loaderById((ids) => db.cluster.findMany({ where: { id: { in: ids } } })),
    clusters: loaderByParent(
      (experimentIds) =>
        db.cluster.findMany({ where: { experimentId: { in: experimentIds } }, orderBy: { label: 'asc' } }),
      ({ experimentId }) => experimentId,
    ),
  };
}
