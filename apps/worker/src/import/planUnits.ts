import { findServerFolder, type ServerFolder } from '@asterism/blobs';
import {
  type DbTransaction,
  type ImportRequest,
  inTransaction,
  parseNamePattern,
  type VersionClaim,
} from '@asterism/db';
import type { WorkerContext } from '../context.ts';
import { StopWork } from '../stages/outcome.ts';
import { groupFiles, type PlannedUnit, singleFiles } from './groupFiles.ts';
import { ImportFailure } from './importFailure.ts';
import { walkFolder } from './walkFolder.ts';

export interface ImportPlan {
  units: PlannedUnit[];
  folder: ServerFolder | null;
}

// 10,000 rows of four values are 40,000 of the 65,535 that a statement may have.
const ROWS_AT_ONCE = 10_000;

/** What is to be read, in natural order of the names: the same after a crash as before. Throws ImportFailure. */
export async function planUnits(
  { db, serverRoots }: Pick<WorkerContext, 'db' | 'serverRoots'>,
  claim: VersionClaim,
  { serverFolder, groupBy }: ImportRequest,
  signal: AbortSignal,
): Promise<ImportPlan> {
  const folder = serverFolder === null ? null : await folderOf(serverFolder, serverRoots);
  const listed = () =>
    db.importFile.findMany({
      where: { versionId: claim.versionId },
      orderBy: { number: 'asc' },
      select: { fileName: true, sha256: true },
    });
  let files = await listed();
  if (files.length === 0 && folder) {
    const names = await walkFolder(folder, signal);
    await inTransaction(db, (tx) => writeList(tx, claim, names));
    files = await listed();
  }
  return { folder, units: groupBy === null ? singleFiles(files) : groupFiles(files, patternOf(groupBy)) };
}

async function folderOf(path: string, roots: readonly string[]): Promise<ServerFolder> {
  const folder = await findServerFolder(path, roots);
  if (folder) return folder;
  throw new ImportFailure(
    'FOLDER_NOT_FOUND',
    'The machine that reads the files finds no such folder among those it may read (ASTERISM_SERVER_ROOTS).',
  );
}

/** All at once, so that a list that is there is whole. */
async function writeList(tx: DbTransaction, claim: VersionClaim, names: readonly string[]): Promise<void> {
  const { count } = await tx.datasetVersion.updateMany({
    where: { id: claim.versionId, status: 'IMPORTING', workerId: claim.workerId },
    data: { progress: 0 },
  });
  if (count === 0) throw new StopWork('CLAIM_LOST');
  for (let first = 0; first < names.length; first += ROWS_AT_ONCE)
    await tx.importFile.createMany({
      data: names.slice(first, first + ROWS_AT_ONCE).map((fileName, i) => ({
        versionId: claim.versionId,
        number: first + i,
        fileName,
      })),
    });
}

function patternOf(groupBy: string) {
  const pattern = parseNamePattern(groupBy);
  if ('wrong' in pattern) throw new ImportFailure('BAD_PATTERN', pattern.wrong);
  return pattern;
}
