import type { Db, DbTransaction } from '../client.ts';
import { type EncodingResult, encodingResult, type PlacedImage, placedImage } from '../encodingRecords.ts';
import { emitEvent } from '../events.ts';
import { type Encoding, Prisma } from '../generated/prisma/client.ts';
import { type Failure, failure as failureRecord } from '../records.ts';
import { brokenOff, handedBack, type Staleness } from './stale.ts';

/** A worker's hold on an encoding; every write under it is conditional. */
export interface EncodingClaim {
  encodingId: string;
  workerId: string;
}

/** An encoding that may run now; the caller sends its message in the same transaction. */
export interface ReadyEncoding {
  id: string;
  numericEnvironment: string;
}

/** QUEUED to RUNNING. Null where another has it, it is over, or it belongs to another numeric environment. */
export async function claimEncoding(
  tx: DbTransaction,
  {
    encodingId,
    workerId,
    numericEnvironment,
    now,
  }: EncodingClaim & { numericEnvironment: string; now: Date },
): Promise<Encoding | null> {
  const [row] = await tx.encoding.updateManyAndReturn({
    where: { id: encodingId, status: 'QUEUED', numericEnvironment },
    data: { status: 'RUNNING', workerId, heartbeatAt: now, fraction: 0 },
  });
  if (!row) return null;
  await tx.encoding.updateMany({ where: { id: encodingId, startedAt: null }, data: { startedAt: now } });
  await announce(tx, row);
  return row;
}

/** Says that the worker is alive and how far it is, 0 to 1. False where the claim is lost: stop the work. */
export async function beatEncoding(
  db: Db | DbTransaction,
  claim: EncodingClaim,
  { now, fraction }: { now: Date; fraction: number },
): Promise<boolean> {
  const { count } = await db.encoding.updateMany({
    where: heldBy(claim),
    data: { heartbeatAt: now, fraction },
  });
  return count > 0;
}

/** Tells whoever looks at the experiment that something of the encoding changed. */
export async function announceEncoding(tx: DbTransaction, encodingId: string): Promise<void> {
  const row = await tx.encoding.findUnique({
    where: { id: encodingId },
    select: { workspaceId: true, experimentId: true },
  });
  if (row) await announce(tx, row);
}

/** RUNNING to SUCCEEDED, with where each image falls. False where the claim is lost: write nothing else. */
export async function finishEncoding(
  tx: DbTransaction,
  claim: EncodingClaim,
  { result, images, now }: { result: EncodingResult; images: readonly PlacedImage[]; now: Date },
): Promise<boolean> {
  const parsed = encodingResult.parse(result);
  if (!(await end(tx, claim, { status: 'SUCCEEDED', result: parsed, fraction: 1, finishedAt: now })))
    return false;
  const rows = JSON.stringify(images.map((image) => placedImage.parse(image)));
  await tx.$executeRaw`
    UPDATE "EncodedImage" i SET "row" = r."row", label = r.label, distance = r.distance,
      "shareNearer" = r."shareNearer", neighbours = r.neighbours,
      "reconstructionError" = r."reconstructionError", "errorShare" = r."errorShare"
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(number int, "row" int, label int, distance float8,
      "shareNearer" float8, neighbours jsonb, "reconstructionError" float8, "errorShare" float8)
    WHERE i."encodingId" = ${claim.encodingId} AND i.number = r.number`;
  return true;
}

/** RUNNING to FAILED. False where the claim is lost. */
export async function failEncoding(
  tx: DbTransaction,
  claim: EncodingClaim,
  { failure, now }: { failure: Failure; now: Date },
): Promise<boolean> {
  return end(tx, claim, { status: 'FAILED', failure: failureRecord.parse(failure), finishedAt: now });
}

/** Hands an encoding back for another try; `crashed` counts the attempt. False where the claim is lost. */
export async function releaseEncoding(
  tx: DbTransaction,
  claim: EncodingClaim,
  { crashed }: { crashed: boolean },
): Promise<boolean> {
  const { count } = await tx.encoding.updateMany({
    where: heldBy(claim),
    data: handedBack(crashed),
  });
  return count > 0;
}

/**
 * Running encodings whose worker has gone silent: back to QUEUED, or FAILED when all attempts are used up. Returns those
 * to send again.
 */
export async function releaseStaleEncodings(
  tx: DbTransaction,
  { now, silentSince, maxAttempts }: Staleness,
): Promise<ReadyEncoding[]> {
  const stale = { status: 'RUNNING', heartbeatAt: { lt: silentSince } } as const;
  const failed = await tx.encoding.updateManyAndReturn({
    where: { ...stale, attempt: { gte: maxAttempts - 1 } },
    data: brokenOff(maxAttempts, now),
    select: { workspaceId: true, experimentId: true },
  });
  for (const row of failed) await announce(tx, row);
  return tx.encoding.updateManyAndReturn({
    where: stale,
    data: handedBack(true),
    select: { id: true, numericEnvironment: true },
  });
}

/** Waiting encodings of an environment that no worker has any more go to that of a worker that was there before `goneBefore`. */
export async function rehomeEncodings(tx: DbTransaction, goneBefore: Date): Promise<ReadyEncoding[]> {
  return tx.$queryRaw<ReadyEncoding[]>`
    UPDATE "Encoding" e SET "isElsewhere" = true, "numericEnvironment" = (
      SELECT w."numericEnvironment" FROM "Worker" w WHERE w."startedAt" < ${goneBefore} ORDER BY w.id LIMIT 1)
    WHERE e.status = 'QUEUED'
      AND NOT EXISTS (SELECT 1 FROM "Worker" w WHERE w."numericEnvironment" = e."numericEnvironment")
      AND EXISTS (SELECT 1 FROM "Worker" w WHERE w."startedAt" < ${goneBefore})
    RETURNING id, "numericEnvironment"`;
}

const heldBy = ({ encodingId, workerId }: EncodingClaim): Prisma.EncodingWhereInput => ({
  id: encodingId,
  status: 'RUNNING',
  workerId,
});

async function end(
  tx: DbTransaction,
  claim: EncodingClaim,
  data: Prisma.EncodingUpdateManyMutationInput,
): Promise<boolean> {
  const [row] = await tx.encoding.updateManyAndReturn({
    where: heldBy(claim),
    data: { failure: Prisma.DbNull, ...data, workerId: null, heartbeatAt: null },
    select: { workspaceId: true, experimentId: true },
  });
  if (!row) return false;
  await announce(tx, row);
  return true;
}

const announce = (
  tx: DbTransaction,
  { workspaceId, experimentId }: Pick<Encoding, 'workspaceId' | 'experimentId'>,
): Promise<void> => emitEvent(tx, { workspaceId, experimentId });
