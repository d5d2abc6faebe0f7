import {
  announceEncoding,
  beatEncoding,
  claimEncoding,
  type DbTransaction,
  type Encoding,
  type EncodingClaim,
  type Failure,
  failEncoding,
  finishEncoding,
  inTransaction,
  releaseEncoding,
} from '@asterism/db';
import type { TaskDone } from '../children/childProcess.ts';
import type { WorkerContext } from '../context.ts';
import { type Heartbeat, startHeartbeat } from '../stages/heartbeat.ts';
import { decideOutcome, type Outcome } from '../stages/outcome.ts';
import { createProgressMeter, type ProgressMeter } from '../stages/progress.ts';
import { grantBlobs } from '../stages/writeResult.ts';
import { type EncodedAll, encodeAll } from './encodeAll.ts';
import { listVersion } from './listVersion.ts';
import { readImages } from './readImages.ts';
import { sendEncoding } from './sendEncoding.ts';
import { type TrainedExperiment, trainedExperiment } from './trainedExperiment.ts';

interface Hold {
  claim: EncodingClaim;
  encoding: Encoding;
  meter: ProgressMeter;
  heartbeat: Heartbeat;
}

/** No image can be encoded: the reason stands at each. */
class NothingToEncode extends Error {
  override name = 'NothingToEncode';
}

/**
 * Reads the images of an encoding, puts them through the experiment's model, and writes where they fall. Does nothing
 * where another worker has it; goes on where another broke off.
 */
export async function runEncoding(
  context: WorkerContext,
  encodingId: string,
  workerSignal: AbortSignal,
): Promise<void> {
  const { db, workerId, numericEnvironment, now, log } = context;
  const claim: EncodingClaim = { encodingId, workerId };
  const encoding = await inTransaction(db, (tx) =>
    claimEncoding(tx, { ...claim, numericEnvironment, now: now() }),
  );
  if (!encoding) return;
  const meter = createProgressMeter(() => performance.now());
  const heartbeat = startHeartbeat({
    beat: async () => {
      if (!(await beatEncoding(db, claim, { now: now(), ...meter.read() }))) return 'CLAIM_LOST';
      if (meter.isNews()) await inTransaction(db, (tx) => announceEncoding(tx, encodingId));
      return null;
    },
    workerSignal,
    onError: (error) => log.warn({ err: error, encodingId }, 'heartbeat failed'),
  });
  const hold: Hold = { claim, encoding, meter, heartbeat };
  try {
    const experiment = await trainedExperiment(db, encoding.experimentId);
    await gatherImages(context, hold, experiment);
    const encoded = await encode(context, hold, experiment);
    await finish(context, hold, encoded, await place(context, hold, { experiment, encoded }));
  } catch (error) {
    await giveUp(context, hold, error);
  } finally {
    await heartbeat.end();
  }
}

/** Every image becomes a row, read or refused. Of a data set version they have been read already. */
async function gatherImages(
  context: WorkerContext,
  { claim, encoding, meter, heartbeat }: Hold,
  { channelCount }: TrainedExperiment,
): Promise<void> {
  const writing = { encoding, claim, channelCount, fraction: () => meter.read().fraction };
  if (encoding.datasetVersionId !== null) await listVersion(context, writing);
  else await readImages(context, { ...writing, heartbeat, onRead: (share) => meter.set(share / 2) });
}

/** Throws NothingToEncode. */
async function encode(
  context: WorkerContext,
  { encoding: { id, datasetVersionId }, meter, heartbeat: { signal } }: Hold,
  experiment: TrainedExperiment,
): Promise<EncodedAll> {
  const readShare = datasetVersionId === null ? 0.5 : 0;
  const encoded = await encodeAll(context, {
    encodingId: id,
    experiment,
    signal,
    onEncoded: (share) => meter.set(readShare + (0.95 - readShare) * share),
  });
  if (encoded.numbers.length > 0) return encoded;
  await refuseNotFinite(context.db, id, encoded.notFinite);
  throw new NothingToEncode();
}

async function place(
  { pool }: WorkerContext,
  { heartbeat: { signal } }: Hold,
  { experiment, encoded }: { experiment: TrainedExperiment; encoded: EncodedAll },
): Promise<TaskDone<'PLACE'>> {
  const { algorithm, trained } = experiment;
  const { latents, errors } = encoded;
  const lease = await pool.acquire('light', signal);
  try {
    return await lease.child.run<'PLACE'>({ kind: 'PLACE', algorithm, trained, latents, errors }, { signal });
  } finally {
    lease.release();
  }
}

async function finish(
  { db, now, log }: WorkerContext,
  { claim, encoding: { id, workspaceId } }: Hold,
  { numbers, notFinite }: EncodedAll,
  { result: { images, ...result }, blobs }: TaskDone<'PLACE'>,
): Promise<void> {
  const isFinished = await inTransaction(db, async (tx) => {
    const placed = images.map((image) => ({ ...image, number: numbers[image.row]! }));
    if (!(await finishEncoding(tx, claim, { result, images: placed, now: now() }))) return false;
    await grantBlobs(tx, workspaceId, blobs);
    await refuseNotFinite(tx, id, notFinite);
    return true;
  });
  log.info({ encodingId: id, images: numbers.length }, isFinished ? 'images encoded' : 'claim lost');
}

async function refuseNotFinite(
  db: Pick<DbTransaction, 'encodedImage'>,
  encodingId: string,
  numbers: readonly number[],
): Promise<void> {
  await db.encodedImage.updateMany({
    where: { encodingId, number: { in: [...numbers] } },
    data: {
      code: 'NOT_FINITE',
      message:
        'The model gives no finite latent of it: its pixels are far outside of what the model was trained on.',
    },
  });
}

async function giveUp(
  { db, now, log }: WorkerContext,
  { claim, encoding }: Hold,
  error: unknown,
): Promise<void> {
  const outcome = outcomeOf(error, encoding.attempt);
  log.warn({ encodingId: encoding.id, outcome: outcome.kind, err: error }, 'encoding broke off');
  if (outcome.kind === 'LET_GO') return;
  await inTransaction(db, async (tx) => {
    if (outcome.kind === 'FAIL') return failEncoding(tx, claim, { failure: outcome.failure, now: now() });
    if (await releaseEncoding(tx, claim, { crashed: outcome.kind === 'RETRY' }))
      await sendEncoding(tx, encoding);
  });
}

const outcomeOf = (error: unknown, attempt: number): Outcome =>
  error instanceof NothingToEncode ? { kind: 'FAIL', failure: NOTHING } : decideOutcome(error, attempt);

const NOTHING: Failure = {
  code: 'NOTHING_TO_ENCODE',
  message: 'None of the images can be encoded; each is listed with the reason.',
  retryable: false,
};
