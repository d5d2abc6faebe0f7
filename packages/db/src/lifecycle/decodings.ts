import type { Db, DbTransaction } from '../client.ts';
import { type DecodingParams, decodingKey, decodingParams, decodingResult } from '../decodingRecords.ts';
import { emitEvent } from '../events.ts';
import { type Decoding, type DecodingKind, Prisma } from '../generated/prisma/client.ts';
import { type Failure, failure as failureRecord } from '../records.ts';
import { brokenOff, handedBack, type Staleness } from './stale.ts';

export interface DecodingWish<Kind extends DecodingKind = DecodingKind> {
  workspaceId: string;
  trainStageId: string;
  kind: Kind;
  params: DecodingParams<Kind>;
}

/**
 * The row of what is wished for: made where there is none, taken up again where it failed for a reason that may have
 * passed. `isNew` where a message must be sent, in the same transaction.
 */
export async function askDecoding<Kind extends DecodingKind>(
  tx: DbTransaction,
  { workspaceId, trainStageId, kind, params }: DecodingWish<Kind>,
): Promise<{ id: string; isNew: boolean }> {
  const parsed = decodingParams[kind].parse(params) as DecodingParams<Kind>;
  const key = decodingKey(kind, trainStageId, parsed);
  const { count } = await tx.decoding.createMany({
    data: [{ workspaceId, trainStageId, kind, key, params: parsed }],
    skipDuplicates: true,
  });
  const revived = await tx.$executeRaw`
    UPDATE "Decoding" SET status = 'QUEUED', attempt = 0, failure = NULL, "finishedAt" = NULL
    WHERE "workspaceId" = ${workspaceId} AND key = ${key} AND status = 'FAILED'
      AND (failure ->> 'retryable')::boolean`;
  const { id } = await tx.decoding.findUniqueOrThrow({
    where: { workspaceId_key: { workspaceId, key } },
    select: { id: true },
  });
  return { id, isNew: count + revived > 0 };
}

/** A worker's hold on a decoding; every write under it is conditional. */
export interface DecodingClaim {
  decodingId: string;
  workerId: string;
}

/** QUEUED to RUNNING. Null where another worker has it or it is over. */
export async function claimDecoding(
  db: Db | DbTransaction,
  { decodingId, workerId, now }: DecodingClaim & { now: Date },
): Promise<Decoding | null> {
  const rows = await db.decoding.updateManyAndReturn({
    where: { id: decodingId, status: 'QUEUED' },
    data: { status: 'RUNNING', workerId, heartbeatAt: now },
  });
  return rows[0] ?? null;
}

/** False where the claim is lost: stop the work. */
export async function beatDecoding(db: Db, claim: DecodingClaim, now: Date): Promise<boolean> {
  const { count } = await db.decoding.updateMany({ where: heldBy(claim), data: { heartbeatAt: now } });
  return count > 0;
}

/** RUNNING to SUCCEEDED; whoever waits hears of it. False where the claim is lost: write nothing else. */
export async function finishDecoding(
  tx: DbTransaction,
  claim: DecodingClaim,
  { kind, result, now }: { kind: DecodingKind; result: unknown; now: Date },
): Promise<boolean> {
  return end(tx, claim, { status: 'SUCCEEDED', result: decodingResult[kind].parse(result), finishedAt: now });
}

/** RUNNING to FAILED; whoever waits hears of it. False where the claim is lost. */
export async function failDecoding(
  tx: DbTransaction,
  claim: DecodingClaim,
  { failure, now }: { failure: Failure; now: Date },
): Promise<boolean> {
  return end(tx, claim, { status: 'FAILED', failure: failureRecord.parse(failure), finishedAt: now });
}

/** Hands a decoding back for another try. False where the claim is lost. */
export async function releaseDecoding(
  tx: DbTransaction,
  claim: DecodingClaim,
  { crashed }: { crashed: boolean },
): Promise<boolean> {
  const { count } = await tx.decoding.updateMany({
    where: heldBy(claim),
    data: handedBack(crashed),
  });
  return count > 0;
}

/**
 * Running decodings whose worker has gone silent: back to QUEUED, or FAILED when all attempts are used up. Returns
 * those to send again.
 */
export async function releaseStaleDecodings(
  tx: DbTransaction,
  { now, silentSince, maxAttempts }: Staleness,
): Promise<string[]> {
  const stale = { status: 'RUNNING', heartbeatAt: { lt: silentSince } } as const;
  const failed = await tx.decoding.updateManyAndReturn({
    where: { ...stale, attempt: { gte: maxAttempts - 1 } },
    data: brokenOff(maxAttempts, now),
    select: { id: true, workspaceId: true },
  });
  for (const { id, workspaceId } of failed) await emitEvent(tx, { workspaceId, decodingId: id });
  const freed = await tx.decoding.updateManyAndReturn({
    where: stale,
    data: handedBack(true),
    select: { id: true },
  });
  return freed.map(({ id }) => id);
}

const heldBy = ({ decodingId, workerId }: DecodingClaim): Prisma.DecodingWhereInput => ({
  id: decodingId,
  status: 'RUNNING',
  workerId,
});

async function end(
  tx: DbTransaction,
  claim: DecodingClaim,
  data: Prisma.DecodingUpdateManyMutationInput,
): Promise<boolean> {
  const [row] = await tx.decoding.updateManyAndReturn({
    where: heldBy(claim),
    data: { failure: Prisma.DbNull, ...data, workerId: null, heartbeatAt: null },
    select: { workspaceId: true },
  });
  if (!row) return false;
  await emitEvent(tx, { workspaceId: row.workspaceId, decodingId: claim.decodingId });
  return true;
}
