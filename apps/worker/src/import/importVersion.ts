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
import { orderBy } from 'natural-orderby';
import { ChildCrashError } from '../children/errors.ts';
import type { ImportedFile } from '../children/tasks.ts';
import type { WorkerContext } from '../context.ts';
import { type Heartbeat, startHeartbeat } from '../stages/heartbeat.ts';
import { decideOutcome } from '../stages/outcome.ts';
import { reportChannels } from './channelReport.ts';
import { carryOver, type ImportPosition, readPosition, summarise } from './position.ts';
import { writeFiles, writeRefused } from './writeFiles.ts';

// A file at which a child process died so often is the cause: it is refused and the others go on.
const CRASHES_A_FILE = 2;

interface StoredFile {
  fileName: string;
  sha256: string;
}

interface Work {
  workspaceId: string;
  claim: VersionClaim;
  request: ImportRequest;
  /** In natural order of their names. */
  files: StoredFile[];
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
  try {
    const request = importRequest.parse(version.request);
    const files = inOrder(request.files);
    const { workspaceId } = version.dataset;
    await readAll(context, { workspaceId, claim, request, files, heartbeat });
    const channelReport = await reportChannels(db, versionId, heartbeat.signal);
    const isFinished = await inTransaction(db, async (tx) => {
      const summary = await summarise(tx, versionId);
      return finishVersion(tx, claim, summary && { ...summary, channelReport });
    });
    log.info({ versionId, files: files.length }, isFinished ? 'version imported' : 'claim lost');
  } catch (error) {
    await giveUp(context, { claim, version, error });
  } finally {
    await heartbeat.end();
  }
}

async function readAll(context: WorkerContext, work: Work): Promise<void> {
  const { db, now } = context;
  const { claim, request, files, workspaceId } = work;
  let position = await inTransaction(db, async (tx) => {
    await carryOver(tx, claim.versionId, request.previousVersionId);
    return readPosition(tx, claim.versionId, request.previousVersionId);
  });
  let crashes = 0;
  while (position.filesDone < files.length) {
    const before = position.filesDone;
    const { reached, crash } = await readFrom(context, work, position);
    position = reached;
    if (!crash) return;
    crashes = reached.filesDone === before ? crashes + 1 : 1;
    if (crashes < CRASHES_A_FILE) continue;
    const culprit = refuseCrashing(files[position.filesDone]!.fileName);
    const batch = { workspaceId, files: [culprit], position, fileCount: files.length, now: now() };
    const next = await inTransaction(db, (tx) => writeFiles(tx, claim, batch));
    if (!next) return;
    position = next;
    crashes = 0;
  }
}

const refuseCrashing = (fileName: string): ImportedFile => ({
  fileName,
  content: null,
  refusal: {
    code: 'UNREADABLE',
    message: 'Reading this file ended the reading process, twice; it may need more memory than there is.',
    byteOffset: null,
  },
});

/** Reads files from `position` on in one child until all are done or the child dies. */
async function readFrom(
  { db, pool, now }: WorkerContext,
  { workspaceId, claim, request, files, heartbeat }: Work,
  position: ImportPosition,
): Promise<{ reached: ImportPosition; crash: ChildCrashError | null }> {
  let reached = position;
  let waiting: ImportedFile[] = [];
  let written: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    const batch = { workspaceId, files: waiting, position: reached, fileCount: files.length, now: now() };
    waiting = [];
    if (batch.files.length === 0) return;
    const next = await inTransaction(db, (tx) => writeFiles(tx, claim, batch));
    if (next) reached = next;
    else heartbeat.stop('CLAIM_LOST');
  };
  const lease = await pool.acquire('light', heartbeat.signal);
  try {
    const { hdus, planes, channelAxis } = request;
    const hdu = hdus?.[0] ?? request.hdu;
    const task = {
      kind: 'IMPORT',
      files: files.slice(position.filesDone),
      wish: { hdu, planes, channelAxis },
    } as const;
    await lease.child.run<'IMPORT'>(
      { ...task, files: [...task.files] },
      {
        signal: heartbeat.signal,
        onReport(report) {
          if (report.type !== 'file') return;
          // While one batch is being written the next one gathers: as many files a transaction as the database is slow.
          waiting.push(report.file);
          written = written.then(flush);
          written.catch((error: Error) => heartbeat.stop(error));
        },
      },
    );
    await written;
    return { reached, crash: null };
  } catch (error) {
    await written;
    if (error instanceof ChildCrashError) return { reached, crash: error };
    throw error;
  } finally {
    lease.release();
  }
}

interface BrokenOff {
  claim: VersionClaim;
  version: ClaimedVersion;
  error: unknown;
}

async function giveUp({ db, log }: WorkerContext, { claim, version, error }: BrokenOff): Promise<void> {
  const outcome = decideOutcome(error, version.attempt);
  const { versionId } = claim;
  if (outcome.kind === 'RETRY' || outcome.kind === 'FAIL')
    log.warn({ versionId, outcome: outcome.kind, err: error }, 'import broke off');
  else log.info({ versionId, outcome: outcome.kind }, 'import stopped');
  if (outcome.kind === 'LET_GO') return;
  await inTransaction(db, async (tx) => {
    if (outcome.kind === 'FAIL') {
      if (await finishVersion(tx, claim, null)) await blameFile(tx, version, outcome.failure);
    } else if (await releaseVersion(tx, claim, { crashed: outcome.kind === 'RETRY' }))
      await sendJob(tx, 'version.import', { versionId }, { jobKey: `version:${versionId}` });
  });
}

/** A failed version tells why by its refused files: the reason stands at the one that was to be read next. */
async function blameFile(
  tx: DbTransaction,
  { id, request }: ClaimedVersion,
  { code, message }: Failure,
): Promise<void> {
  const { files, previousVersionId } = importRequest.parse(request);
  const { filesDone } = await readPosition(tx, id, previousVersionId);
  const fileName = inOrder(files)[filesDone]?.fileName;
  if (fileName !== undefined)
    await writeRefused(tx, id, [{ fileName, refusal: { code, message, byteOffset: null } }]);
}

const inOrder = (files: ImportRequest['files']): StoredFile[] =>
  orderBy(
    files.flatMap(({ fileName, sha256 }) => (sha256 === null ? [] : [{ fileName, sha256 }])),
    [({ fileName }) => fileName],
  );
