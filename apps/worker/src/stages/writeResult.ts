import type { StoredBlob } from '@asterism/blobs';
import { type DbTransaction, type Stage, type StageKind, stageResult } from '@asterism/db';
import { type TaskKind, type TaskResult, taskResult } from '../children/tasks.ts';

/** What goes into `Stage.result`: projections and clusterings have tables of their own. */
export function recordOf(kind: StageKind, result: TaskResult<TaskKind>): unknown {
  return stageResult[kind].parse(kind === 'PROJECT' || kind === 'CLUSTER' ? {} : result);
}

/** Writes what has a table of its own. */
export async function writeTables(
  tx: DbTransaction,
  { id, kind }: Pick<Stage, 'id' | 'kind'>,
  result: TaskResult<TaskKind>,
): Promise<void> {
  if (kind === 'PROJECT') await writeProjection(tx, id, taskResult.PROJECT.parse(result));
  if (kind === 'CLUSTER') await writeClustering(tx, id, taskResult.CLUSTER.parse(result));
}

/** Lets the workspace's members read the blobs. */
export async function grantBlobs(
  tx: DbTransaction,
  workspaceId: string,
  blobs: readonly StoredBlob[],
): Promise<void> {
  await tx.workspaceBlob.createMany({
    data: blobs.map(({ sha256, bytes }) => ({ workspaceId, sha256, bytes: BigInt(bytes) })),
    skipDuplicates: true,
  });
}

async function writeProjection(
  tx: DbTransaction,
  stageId: string,
  { projection, coordinates, sampleTrust, sampleContinuity, sampleKept, ...told }: TaskResult<'PROJECT'>,
): Promise<void> {
  await tx.projection.create({
    data: {
      ...told,
      stageId,
      kind: projection,
      coordinatesSha256: coordinates.sha256,
      sampleCount: coordinates.shape[0] ?? 0,
      trustSha256: sampleTrust?.sha256 ?? null,
      continuitySha256: sampleContinuity?.sha256 ?? null,
      keptSha256: sampleKept?.sha256 ?? null,
    },
  });
}

async function writeClustering(
  tx: DbTransaction,
  stageId: string,
  result: TaskResult<'CLUSTER'>,
): Promise<void> {
  const {
    labels,
    responsibilities,
    membership,
    outlierScores,
    condensedTree,
    sampleStability,
    sampleSeedStability,
    scan,
    ...told
  } = result;
  await tx.clustering.create({
    data: {
      ...told,
      stageId,
      labelsSha256: labels.sha256,
      sampleCount: labels.shape[0] ?? 0,
      responsibilitiesSha256: responsibilities?.sha256 ?? null,
      componentCount: responsibilities?.shape[1] ?? null,
      membershipSha256: membership?.sha256 ?? null,
      outlierScoresSha256: outlierScores?.sha256 ?? null,
      condensedTreeSha256: condensedTree,
      sampleStabilitySha256: sampleStability.sha256,
      sampleSeedStabilitySha256: sampleSeedStability?.sha256 ?? null,
      scan: { create: scan },
    },
  });
}
