import {
  type DbTransaction,
  type ReadyEncoding,
  rehomeEncodings,
  releaseStaleEncodings,
  type Staleness,
} from '@asterism/db';
import { waitingKeys } from '@asterism/jobs';
import { encodingKey, sendEncoding } from './sendEncoding.ts';

/** What silent workers held goes to others. Returns how many. */
export async function takeOverEncodings(tx: DbTransaction, staleness: Staleness): Promise<number> {
  return sendAll(tx, await releaseStaleEncodings(tx, staleness));
}

/** Encodings that wait while no message speaks of them. */
export async function resendLostEncodings(tx: DbTransaction): Promise<void> {
  const rows = await tx.encoding.findMany({
    where: { status: 'QUEUED' },
    select: { id: true, numericEnvironment: true },
  });
  if (rows.length === 0) return;
  const waiting = await waitingKeys(
    tx,
    rows.map(({ id }) => encodingKey(id)),
  );
  await sendAll(
    tx,
    rows.filter(({ id }) => !waiting.has(encodingKey(id))),
  );
}

/** Encodings that wait for a numeric environment which is gone. */
export async function rehomeHomeless(tx: DbTransaction, goneBefore: Date): Promise<void> {
  await sendAll(tx, await rehomeEncodings(tx, goneBefore));
}

async function sendAll(tx: DbTransaction, encodings: readonly ReadyEncoding[]): Promise<number> {
  for (const encoding of encodings) await sendEncoding(tx, encoding);
  return encodings.length;
}
