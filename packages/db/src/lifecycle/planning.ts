import type { DbTransaction } from '../client.ts';
import { Prisma, type RunStatus, type StageKind } from '../generated/prisma/client.ts';
import type { ReadyStage } from './finish.ts';

export interface PlannedStage {
  workspaceId: string;
  datasetVersionId: string;
  kind: StageKind;
  key: string;
  params: Prisma.InputJsonValue;
  implementationVersion: number;
  numericEnvironment: string | null;
  /** Rows of the stages that it reads. */
  parentIds: readonly string[];
  /** Set where the stage is run for a verification alone. */
  verificationId?: string;
}

/**
 * The stage of this key: made if there is none, taken up again if it failed or was cancelled, left alone otherwise.
 * Its row stays locked until the transaction ends, so that it cannot finish unseen.
 */
export async function upsertStage(
  tx: DbTransaction,
  { parentIds, ...stage }: PlannedStage,
): Promise<{ id: string; status: RunStatus }> {
  await tx.stage.createMany({ data: [stage], skipDuplicates: true });
  const [row] = await tx.$queryRaw<{ id: string; status: RunStatus }[]>`
    SELECT id, status FROM "Stage" WHERE "workspaceId" = ${stage.workspaceId} AND key = ${stage.key} FOR UPDATE`;
  if (!row) throw new Error(`The stage ${stage.key} vanished while it was planned.`);
  await tx.stageInput.createMany({
    data: parentIds.map((parentId) => ({ stageId: row.id, parentId })),
    skipDuplicates: true,
  });
  return { id: row.id, status: await reviveStage(tx, row) };
}

/** FAILED or CANCELLED to QUEUED with all attempts ahead; a wish to cancel is taken back. Returns the new status. */
export async function reviveStage(
  tx: DbTransaction,
  { id, status }: { id: string; status: RunStatus },
): Promise<RunStatus> {
  const isOver = status === 'FAILED' || status === 'CANCELLED';
  if (status === 'SUCCEEDED') return status;
  await tx.stage.update({
    where: { id },
    data: isOver
      ? {
          status: 'QUEUED',
          attempt: 0,
          failure: Prisma.DbNull,
          cancelRequested: false,
          startedAt: null,
          finishedAt: null,
          fraction: 0,
        }
      : { cancelRequested: false },
  });
  return isOver ? 'QUEUED' : status;
}

/** Notes that an experiment uses a stage. Planned again, the first note stays. */
export async function linkStage(
  tx: DbTransaction,
  use: { experimentId: string; stageId: string; reused: boolean },
): Promise<void> {
  await tx.experimentStage.createMany({ data: [use], skipDuplicates: true });
}

/** The experiment's waiting stages whose inputs are all there. */
export async function readyStagesOf(tx: DbTransaction, experimentId: string): Promise<ReadyStage[]> {
  return tx.$queryRaw<ReadyStage[]>`
    SELECT s.id, s.kind, s."numericEnvironment" FROM "Stage" s JOIN "ExperimentStage" u ON u."stageId" = s.id
    WHERE u."experimentId" = ${experimentId} AND s.status = 'QUEUED'
      AND NOT EXISTS (SELECT 1 FROM "StageInput" i JOIN "Stage" p ON p.id = i."parentId"
        WHERE i."stageId" = s.id AND p.status <> 'SUCCEEDED')
    ORDER BY s.id`;
}
