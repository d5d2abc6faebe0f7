import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '@asterism/db';
import type { FastifyBaseLogger } from 'fastify';
import type { CollabLimits } from './limits.ts';
import type { OpenObservation } from './openObservation.ts';
import { compact } from './rows.ts';

const RETRY_AFTER_MS = 250;

export interface PutAwayOptions {
  db: Db;
  log: Pick<FastifyBaseLogger, 'error'>;
  limits: Pick<CollabLimits, 'storingSeconds' | 'compactRows'>;
}

/**
 * Stores and records what is left of a document, so that it may leave the memory. What cannot be stored for too long was
 * never acknowledged: the pages that sent it have it still.
 */
export async function putAway(
  { changes, recorder, rowsAfterSnapshot }: OpenObservation,
  { db, log, limits }: PutAwayOptions,
): Promise<void> {
  const until = performance.now() + limits.storingSeconds * 1000;
  const isLeft = () => !changes.isClosed && (recorder.isDue || !changes.isSettled);
  while (isLeft() && performance.now() < until)
    try {
      await within(until - performance.now(), recorder.record());
    } catch (error) {
      if (changes.isClosed) return;
      log.error({ err: error }, 'an observation could not be put away yet');
      await wait(RETRY_AFTER_MS);
    }
  if (changes.isClosed || changes.observationId === null || rowsAfterSnapshot < limits.compactRows) return;
  await compact(db, changes.observationId).catch((error: unknown) =>
    log.error({ err: error }, 'an observation could not be made compact'),
  );
}

/** The task's result, or an error where it takes longer than that. */
async function within<T>(ms: number, task: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('It takes too long.')), Math.max(0, ms));
  });
  try {
    return await Promise.race([task, late]);
  } finally {
    clearTimeout(timer);
  }
}
