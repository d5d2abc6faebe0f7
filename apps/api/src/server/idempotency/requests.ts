import type { Db } from '@asterism/db';

/** Who repeats which request. */
export interface RequestKey {
  caller: string;
  key: string;
}

export interface Claiming extends RequestKey {
  fingerprint: string;
  now: Date;
  expiresAt: Date;
  /** Of one caller. */
  keysMaximum: number;
}

export type Claim =
  | { state: 'CLAIMED' }
  | { state: 'RUNNING' }
  | { state: 'ANOTHER_REQUEST' }
  | { state: 'TOO_MANY' }
  | { state: 'ANSWERED'; answer: string | null; at: Date };

// A mutation answers within seconds. One that has not for so long was cut off, and is run by whoever repeats it.
const CUT_OFF_AFTER_MS = 600_000;

/** Takes a key for a request that is to be run now, or says what is known of the one that had it. */
export async function claimRequest(db: Db, claiming: Claiming): Promise<Claim> {
  const { caller, key, fingerprint, now, expiresAt, keysMaximum } = claiming;
  const cutOff = new Date(now.getTime() - CUT_OFF_AFTER_MS);
  const taken = await db.$executeRaw`
    INSERT INTO "IdempotentRequest" AS r (caller, key, fingerprint, "startedAt", "expiresAt")
    SELECT ${caller}, ${key}, ${fingerprint}, ${now}, ${expiresAt}
    WHERE (SELECT count(*) FROM (
      SELECT 1 FROM "IdempotentRequest" WHERE caller = ${caller} AND "expiresAt" > ${now}
      LIMIT ${keysMaximum}) AS own) < ${keysMaximum}
    ON CONFLICT (caller, key) DO UPDATE SET fingerprint = excluded.fingerprint, "startedAt" = excluded."startedAt",
      "expiresAt" = excluded."expiresAt", "finishedAt" = NULL, answer = NULL
    WHERE r."expiresAt" <= ${now}
      OR (r."finishedAt" IS NULL AND r."startedAt" < ${cutOff} AND r.fingerprint = excluded.fingerprint)`;
  if (taken === 1) return { state: 'CLAIMED' };
  const row = await db.idempotentRequest.findUnique({ where: { caller_key: { caller, key } } });
  if (!row) return { state: 'TOO_MANY' };
  if (row.fingerprint !== fingerprint) return { state: 'ANOTHER_REQUEST' };
  if (!row.finishedAt) return { state: 'RUNNING' };
  return { state: 'ANSWERED', answer: row.answer, at: row.finishedAt };
}

/** Keeps the answer of a request that was claimed at that moment; null says that it was answered and how is not kept. */
export async function finishRequest(
  db: Db,
  { caller, key }: RequestKey,
  { startedAt, finishedAt, answer }: { startedAt: Date; finishedAt: Date; answer: string | null },
): Promise<void> {
  await db.idempotentRequest.updateMany({
    where: { caller, key, startedAt, finishedAt: null },
    data: { finishedAt, answer },
  });
}

/** Gives a key back whose request changed nothing. */
export async function releaseRequest(db: Db, { caller, key }: RequestKey, startedAt: Date): Promise<void> {
  await db.idempotentRequest.deleteMany({ where: { caller, key, startedAt, finishedAt: null } });
}

export async function dropExpiredRequests(db: Db, now: Date): Promise<number> {
  return (await db.idempotentRequest.deleteMany({ where: { expiresAt: { lte: now } } })).count;
}
