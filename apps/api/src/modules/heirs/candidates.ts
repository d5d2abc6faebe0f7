import type { Db } from '@asterism/db';
import type { Labelled } from '../comparison/pairs.ts';
import { IS_WRITTEN } from '../observations/row.ts';

/** More would be looked through for minutes by whoever opens a cluster; what is older has been offered before. */
export const EXPERIMENTS_MAXIMUM = 50;

/** The newest other experiments of the same data set that are finished, at most 50. */
export async function otherClusterings(db: Db, experimentId: string): Promise<Labelled[]> {
  return db.$queryRaw<Labelled[]>`
    SELECT e.id AS "experimentId", e."datasetVersionId" AS "versionId", c."labelsSha256"
    FROM "Experiment" own
    JOIN "DatasetVersion" ours ON ours.id = own."datasetVersionId"
    JOIN "DatasetVersion" v ON v."datasetId" = ours."datasetId"
    JOIN "Experiment" e ON e."datasetVersionId" = v.id AND e.id <> own.id AND e.status = 'SUCCEEDED'
    JOIN "ExperimentStage" u ON u."experimentId" = e.id
    JOIN "Clustering" c ON c."stageId" = u."stageId"
    WHERE own.id = ${experimentId}
    ORDER BY e."createdAt" DESC, e.id DESC LIMIT ${EXPERIMENTS_MAXIMUM}`;
}

/** Labels of an experiment's clusters of which something is written. */
export type Observed = Labelled & { observed: number[] };

/** The newest other experiments of the same data set of whose clusters something is written, at most 50. */
export async function observedClusterings(db: Db, experimentId: string): Promise<Observed[]> {
  return db.$queryRaw<Observed[]>`
    SELECT e.id AS "experimentId", e."datasetVersionId" AS "versionId", c."labelsSha256", written.observed
    FROM "Experiment" own
    JOIN "DatasetVersion" ours ON ours.id = own."datasetVersionId"
    JOIN "DatasetVersion" v ON v."datasetId" = ours."datasetId"
    JOIN "Experiment" e ON e."datasetVersionId" = v.id AND e.id <> own.id AND e.status = 'SUCCEEDED'
    JOIN LATERAL (
      SELECT array_agg(k.label) AS observed FROM "Cluster" k JOIN "Observation" o ON o."clusterId" = k.id
      WHERE k."experimentId" = e.id AND NOT k."isNoise" AND ${IS_WRITTEN}
    ) written ON written.observed IS NOT NULL
    JOIN "ExperimentStage" u ON u."experimentId" = e.id
    JOIN "Clustering" c ON c."stageId" = u."stageId"
    WHERE own.id = ${experimentId}
    ORDER BY e."createdAt" DESC, e.id DESC LIMIT ${EXPERIMENTS_MAXIMUM}`;
}
