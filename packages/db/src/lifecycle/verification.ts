import type { DbTransaction } from '../client.ts';
import { type ExperimentVerification, Prisma, type StageKind } from '../generated/prisma/client.ts';
import type { Failure } from '../records.ts';
import {
  type VerificationFailure,
  type VerificationReport,
  verificationFailure,
  verificationReport,
} from '../verificationReport.ts';
import { announceExperiments } from './announce.ts';
import type { ReadyStage } from './finish.ts';

const UNDER_WAY = { in: ['QUEUED', 'RUNNING'] } satisfies Prisma.EnumRunStatusFilter;

/** A new verification in place of the experiment's earlier one. The caller holds the experiment's row. */
export async function startVerification(
  tx: DbTransaction,
  { experimentId, createdById, now }: { experimentId: string; createdById: string | null; now: Date },
): Promise<ExperimentVerification> {
  // A row of its own each time: the keys of its stages are made from its id.
  await tx.experimentVerification.deleteMany({ where: { experimentId } });
  const verification = await tx.experimentVerification.create({
    data: { experimentId, createdById, createdAt: now },
  });
  await announceExperiments(tx, [experimentId]);
  return verification;
}

/** The verification that a stage is run for begins with it. */
export async function beginVerificationOf(tx: DbTransaction, stageId: string, now: Date): Promise<void> {
  await tx.experimentVerification.updateMany({
    where: { status: 'QUEUED', stages: { some: { id: stageId } } },
    data: { status: 'RUNNING', startedAt: now },
  });
}

/** Its waiting stages whose inputs are all there. */
export async function readyStagesOfVerification(
  tx: DbTransaction,
  verificationId: string,
): Promise<ReadyStage[]> {
  return tx.stage.findMany({
    where: { verificationId, status: 'QUEUED', parents: { every: { parent: { status: 'SUCCEEDED' } } } },
    select: { id: true, kind: true, numericEnvironment: true },
    orderBy: { id: 'asc' },
  });
}

/** Ends it with its report. False where it was over already. */
export async function finishVerification(
  tx: DbTransaction,
  verificationId: string,
  { report, now }: { report: VerificationReport; now: Date },
): Promise<boolean> {
  return endVerification(tx, verificationId, {
    status: 'SUCCEEDED',
    report: verificationReport.parse(report),
    finishedAt: now,
  });
}

/** Ends it with the reason why there is no report. False where it was over already. */
export async function failVerification(
  tx: DbTransaction,
  verificationId: string,
  { failure, now }: { failure: VerificationFailure; now: Date },
): Promise<boolean> {
  return endVerification(tx, verificationId, {
    status: 'FAILED',
    failure: verificationFailure.parse(failure),
    finishedAt: now,
  });
}

/** Fails the verification that a failed stage was run for. */
export async function failVerificationOf(
  tx: DbTransaction,
  { stageId, kind, failure, now }: { stageId: string; kind: StageKind; failure: Failure; now: Date },
): Promise<void> {
  const { verificationId } = await tx.stage.findUniqueOrThrow({
    where: { id: stageId },
    select: { verificationId: true },
  });
  if (verificationId === null) return;
  await failVerification(tx, verificationId, { failure: { ...failure, stage: kind }, now });
}

/** Stops it, what it runs within the worker's next beat. False where it was over already. */
export async function cancelVerification(
  tx: DbTransaction,
  verificationId: string,
  now: Date,
): Promise<boolean> {
  return endVerification(tx, verificationId, { status: 'CANCELLED', finishedAt: now });
}

async function endVerification(
  tx: DbTransaction,
  id: string,
  end: Prisma.ExperimentVerificationUncheckedUpdateManyInput,
): Promise<boolean> {
  // Stages first, as everywhere, so that two transactions do not wait for each other.
  await tx.$executeRaw`SELECT 1 FROM "Stage" WHERE "verificationId" = ${id} ORDER BY id FOR UPDATE`;
  const [ended] = await tx.experimentVerification.updateManyAndReturn({
    where: { id, status: UNDER_WAY },
    data: end,
    select: { experimentId: true },
  });
  if (!ended) return false;
  await dropStages(tx, id);
  await announceExperiments(tx, [ended.experimentId]);
  return true;
}

/** Nobody else has them, and a worker that still runs one finds its claim lost and stops. */
async function dropStages(tx: DbTransaction, verificationId: string): Promise<void> {
  await tx.stageInput.deleteMany({ where: { stage: { verificationId } } });
  await tx.stage.deleteMany({ where: { verificationId } });
}

/** Loses its stages, to be planned anew: no worker has their numeric environment any more. */
export async function replanVerification(tx: DbTransaction, verificationId: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "Stage" WHERE "verificationId" = ${verificationId} ORDER BY id FOR UPDATE`;
  await dropStages(tx, verificationId);
}

/**
 * Verifications that no message moves on: not planned yet, or with every stage done and no report. `homelessBefore`:
 * those whose stages wait for a numeric environment that no worker has, while one that started before is there.
 */
export async function idleVerifications(
  tx: DbTransaction,
  homelessBefore: Date,
): Promise<{ id: string; isHomeless: boolean }[]> {
  return tx.$queryRaw<{ id: string; isHomeless: boolean }[]>`
    SELECT v.id, COALESCE(h.homeless, false) AS "isHomeless" FROM "ExperimentVerification" v
    LEFT JOIN LATERAL (
      SELECT bool_or(s.status = 'QUEUED' AND s."numericEnvironment" IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM "Worker" w WHERE w."numericEnvironment" = s."numericEnvironment")
        AND EXISTS (SELECT 1 FROM "Worker" w WHERE w."startedAt" < ${homelessBefore})) AS homeless,
        bool_and(s.status = 'SUCCEEDED') AS done
      FROM "Stage" s WHERE s."verificationId" = v.id) h ON true
    WHERE v.status IN ('QUEUED', 'RUNNING') AND (h.done IS NULL OR h.done OR h.homeless)`;
}

/** For a query over stages `s`: whether a verification that is not over waits for it. */
export const neededByVerification = Prisma.sql`EXISTS (SELECT 1 FROM "ExperimentVerification" v
  WHERE v.id = s."verificationId" AND v.status IN ('QUEUED', 'RUNNING'))`;
