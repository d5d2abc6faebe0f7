import {
  beatVersion,
  type ClaimedVersion,
  claimVersion,
  type DbTransaction,
  type Failure,
  finishVersion,
  type ImportRequest,
  importRequest,
  inTransaction,
  releaseVersion,
  type VersionClaim,
} from '@asterism/db';
import { sendJob } from '@asterism/jobs';
import type { WorkerContext } from '../context.ts';
import { makeSheets } from '../gallery/makeSheets.ts';
import { poolChannels } from '../gallery/poolChannels.ts';
import { type Heartbeat, startHeartbeat } from '../stages/heartbeat.ts';
import { decideOutcome, type Outcome } from '../stages/outcome.ts';
import { reportChannels } from './channelReport.ts';
import type { PlannedUnit } from './groupFiles.ts';
import { ImportFailure } from './importFailure.ts';
import { type ImportPlan, planUnits } from './planUnits.ts';
import { carryOver, readPosition, summarise } from './position.ts';
import { readUnits } from './readUnits.ts';
import { UnitWriter } from './unitWriter.ts';
import { writeRefused } from './writeFiles.ts';

interface Work {
  workspaceId: string;
  claim: VersionClaim;
  request: ImportRequest;
  plan: ImportPlan;
  heartbeat: Heartbeat;
}

/** Reads the files of a data set version. Does nothing where another has it; goes on where another broke off. */
export async function importVersion(
  context: WorkerContext,
  versionId: string,
  workerSignal: AbortSignal,
): Promise<void> {
  const { db, workerId, now, log } = context;
  const claim: VersionClaim = { versionId, workerId };
  const version = await inTransaction(db, (tx) => claimVersion(tx, { ...claim, now: now() }));
  if (!version) return;
  const heartbeat = startHeartbeat({
    beat: async () => ((await beatVersion(db, claim, now())) ? null : 'CLAIM_LOST'),
    workerSignal,
    onError: (error) => log.warn({ err: error, versionId }, 'heartbeat failed'),
  });
  let units: PlannedUnit[] = [];
  try {
    const request = importRequest.parse(version.request);
    const plan = await planUnits(context, claim, request, heartbeat.signal);
    units = plan.units;
    const { workspaceId } = version.dataset;
    await readAll(context, { workspaceId, claim, request, plan, heartbeat });
    await makeGallery(context, { workspaceId, claim, request, heartbeat });
    const channelReport = await reportChannels(db, versionId, heartbeat.signal);
    const isFinished = await inTransaction(db, async (tx) => {
      const summary = await summarise(tx, versionId);
      return finishVersion(tx, claim, summary && { ...summary, channelReport });
    });
    log.info({ versionId, files: units.length }, isFinished ? 'version imported' : 'claim lost');
  } catch (error) {
    await giveUp(context, { claim, version, units, error });
  } finally {
    await heartbeat.end();
  }
}

async function readAll(context: WorkerContext, work: Work): Promise<void> {
  const { db, pool, now, lanes, fileSilenceMs } = context;
  const { claim, request, plan, workspaceId, heartbeat } = work;
  const position = await inTransaction(db, async (tx) => {
    await carryOver(tx, claim.versionId, request.previousVersionId);
    return readPosition(tx, claim.versionId, request.previousVersionId);
  });
  const writer = new UnitWriter({
    db,
    claim,
    workspaceId,
    unitCount: plan.units.length,
    position,
    now,
    onClaimLost: () => heartbeat.stop('CLAIM_LOST'),
    onError: (error) => heartbeat.stop(error),
  });
  const { hdus, planes, channelAxis } = request;
  try {
    await readUnits({
      pool,
      lanes,
      signal: heartbeat.signal,
      units: plan.units,
      from: position.filesDone,
      task: { wish: { hdus, planes, channelAxis }, folder: plan.folder },
      silenceMs: fileSilenceMs,
      onRead: (unit, file) => writer.put(unit, file),
      room: (unit, signal) => writer.room(unit, signal),
    });
  } finally {
    // What was read is kept, also when the reading broke off.
    await writer.settle();
  }
  heartbeat.signal.throwIfAborted();
}

async function makeGallery(
  context: WorkerContext,
  { claim, workspaceId, request, heartbeat }: Omit<Work, 'plan'>,
): Promise<void> {
  const { previousVersionId } = request;
  const { signal } = heartbeat;
  const sampleCount = await context.db.sample.count({ where: { versionId: claim.versionId } });
  if (sampleCount === 0) return;
  await makeSheets(context, { claim, workspaceId, sampleCount, signal });
  await poolChannels(context, { claim, previousVersionId, sampleCount, signal });
}

interface BrokenOff {
  claim: VersionClaim;
  version: ClaimedVersion;
  /** None where it broke off before they were known. */
  units: readonly PlannedUnit[];
  error: unknown;
}

async function giveUp(
  { db, log }: WorkerContext,
  { claim, version, units, error }: BrokenOff,
): Promise<void> {
  const outcome = outcomeOf(error, version.attempt);
  const { versionId } = claim;
  if (outcome.kind === 'RETRY' || outcome.kind === 'FAIL')
    log.warn({ versionId, outcome: outcome.kind, err: error }, 'import broke off');
  else log.info({ versionId, outcome: outcome.kind }, 'import stopped');
  if (outcome.kind === 'LET_GO') return;
  await inTransaction(db, async (tx) => {
    if (outcome.kind === 'FAIL') {
      if (await finishVersion(tx, claim, null)) await blame(tx, version, units, outcome.failure);
    } else if (await releaseVersion(tx, claim, { crashed: outcome.kind === 'RETRY' }))
      await sendJob(tx, 'version.import', { versionId }, { jobKey: `version:${versionId}` });
  });
}

function outcomeOf(error: unknown, attempt: number): Outcome {
  if (!(error instanceof ImportFailure)) return decideOutcome(error, attempt);
  const { code, message } = error;
  return { kind: 'FAIL', failure: { code, message, retryable: false } };
}

/** A failed version tells why by its refused files: the reason stands at the one that was to be read next. */
async function blame(
  tx: DbTransaction,
  { id, request }: ClaimedVersion,
  units: readonly PlannedUnit[],
  { code, message }: Failure,
): Promise<void> {
  const { previousVersionId, serverFolder } = importRequest.parse(request);
  const { filesDone } = await readPosition(tx, id, previousVersionId);
  const fileName = units[filesDone]?.name ?? units.at(-1)?.name ?? serverFolder ?? 'all files';
  await writeRefused(tx, id, [{ fileName, refusal: { code, message, byteOffset: null } }]);
}
