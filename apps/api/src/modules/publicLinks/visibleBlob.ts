import type { Db } from '@asterism/db';
import type { Visitor } from '../../auth/visitor.ts';

/** Whether those bytes are among what the link shows: results of its experiments' stages, pictures of their samples. */
export async function showsBlob(
  db: Db,
  { experimentIds, datasetVersionIds }: Visitor,
  sha256: string,
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ shown: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM "ExperimentStage" u JOIN "Stage" s ON s.id = u."stageId"
      LEFT JOIN "Projection" p ON p."stageId" = s.id LEFT JOIN "Clustering" c ON c."stageId" = s.id
      WHERE u."experimentId" = ANY(${experimentIds}) AND (
        (s.kind = 'ENCODE' AND ${sha256} IN (s.result->'latents'->>'sha256', s.result->'reconstructionErrors'->>'sha256'))
        OR (s.kind = 'SCORE' AND s.result->'sampleSilhouettes'->>'sha256' = ${sha256})
        OR ${sha256} IN (p."coordinatesSha256", p."trustSha256", p."continuitySha256", p."keptSha256")
        OR ${sha256} IN (c."labelsSha256", c."responsibilitiesSha256", c."membershipSha256", c."outlierScoresSha256",
                         c."sampleStabilitySha256", c."sampleSeedStabilitySha256")))
    OR EXISTS (SELECT 1 FROM "SpriteSheet" WHERE "versionId" = ANY(${datasetVersionIds}) AND sha256 = ${sha256}) AS shown`;
  return row?.shown ?? false;
}
