import type { Db, DbTransaction } from '../client.ts';
import { emitEvent } from '../events.ts';
import type { DatasetVersion } from '../generated/prisma/client.ts';
import type { ChannelReportRecord } from '../records.ts';
import type { Staleness } from './stale.ts';

export type ClaimedVersion = DatasetVersion & { dataset: { workspaceId: string } };

/** A worker's hold on a data set version that is being imported. */
export interface VersionClaim {
  versionId: string;
  workerId: string;
}

/** Takes a version that is IMPORTING and that nobody has; null where there is none. */
export async function claimVersion(
  tx: DbTransaction,
  { versionId, workerId, now }: VersionClaim & { now: Date },
): Promise<ClaimedVersion | null> {
  const { count } = await tx.datasetVersion.updateMany({
    where: { id: versionId, status: 'IMPORTING', workerId: null },
    data: { workerId, heartbeatAt: now },
  });
  if (count === 0) return null;
  return tx.datasetVersion.findUniqueOrThrow({
    where: { id: versionId },
    include: { dataset: { select: { workspaceId: true } } },
  });
}

/** Says that the worker is alive. False where the claim is lost: stop the work. */
export async function beatVersion(
  db: Db | DbTransaction,
  { versionId, workerId }: VersionClaim,
  now: Date,
): Promise<boolean> {
  const { count } = await db.datasetVersion.updateMany({
    where: { id: versionId, status: 'IMPORTING', workerId },
    data: { heartbeatAt: now },
  });
  return count > 0;
}

/** Hands a version back for another try; `crashed` counts the attempt. False where the claim is lost. */
export async function releaseVersion(
  tx: DbTransaction,
  { versionId, workerId }: VersionClaim,
  { crashed }: { crashed: boolean },
): Promise<boolean> {
  const { count } = await tx.datasetVersion.updateMany({
    where: { id: versionId, status: 'IMPORTING', workerId },
    data: { workerId: null, heartbeatAt: null, ...(crashed ? { attempt: { increment: 1 } } : {}) },
  });
  return count > 0;
}

export interface VersionSummary {
  contentHash: string;
  sampleCount: number;
  channelCount: number | null;
  width: number | null;
  height: number | null;
  channelReport: ChannelReportRecord;
}

/** IMPORTING to READY with its summary, or to FAILED where there is none. False where the claim is lost. */
export async function finishVersion(
  tx: DbTransaction,
  { versionId, workerId }: VersionClaim,
  summary: VersionSummary | null,
): Promise<boolean> {
  const { count } = await tx.datasetVersion.updateMany({
    where: { id: versionId, status: 'IMPORTING', workerId },
    data: summary
      ? { status: 'READY', progress: 1, workerId: null, ...summary }
      : { status: 'FAILED', workerId: null },
  });
  if (count === 0) return false;
  await announceVersion(tx, versionId);
  return true;
}

export async function announceVersion(tx: DbTransaction, versionId: string): Promise<void> {
  const { dataset } = await tx.datasetVersion.findUniqueOrThrow({
    where: { id: versionId },
    select: { dataset: { select: { workspaceId: true } } },
  });
  await emitEvent(tx, { workspaceId: dataset.workspaceId, versionId });
}

/** Imports whose worker has gone silent: free again, or FAILED when all attempts are used up. Returns those to send. */
export async function releaseStaleVersions(
  tx: DbTransaction,
  { silentSince, maxAttempts }: Staleness,
): Promise<string[]> {
  const stale = { status: 'IMPORTING', workerId: { not: null }, heartbeatAt: { lt: silentSince } } as const;
  const failed = await tx.datasetVersion.updateManyAndReturn({
    where: { ...stale, attempt: { gte: maxAttempts - 1 } },
    data: { status: 'FAILED', workerId: null, attempt: { increment: 1 } },
    select: { id: true },
  });
  for (const { id } of failed) await announceVersion(tx, id);
  const freed = await tx.datasetVersion.updateManyAndReturn({
    where: stale,
    data: { workerId: null, heartbeatAt: null, attempt: { increment: 1 } },
    select: { id: true },
  });
  return freed.map(({ id }) => id);
}
