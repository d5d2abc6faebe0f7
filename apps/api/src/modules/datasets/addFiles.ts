import {
  type Dataset,
  type DatasetVersion,
  type DbTransaction,
  emitEvent,
  type ImportRequest,
} from '@asterism/db';
import { sendJob } from '@asterism/jobs';
import { z } from 'zod';
import { editorById } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, type Problem, problem, problemsOf } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';
import { missingUploads } from '../uploads/missing.ts';
import { readingChoices, readingOf, wrongReading } from './readingChoices.ts';
import { checkServerFolder } from './serverFolder.ts';

const FILES_MAXIMUM = 100_000;

const newFiles = z.object({
  datasetId: z.string(),
  uploadIds: z
    .array(z.string())
    .max(FILES_MAXIMUM)
    .nullish()
    .transform((ids) => [...new Set(ids ?? [])]),
  serverFolder: z.string().min(1).max(4096).nullish(),
  ...readingChoices,
});
type NewFiles = z.infer<typeof newFiles>;

/**
 * Makes the next version of a data set and has its files read by a worker.
 *
 * Problems: DATASET_NOT_FOUND, UPLOAD_NOT_FOUND, PREVIOUS_IMPORTING, BAD_PATTERN, CONFLICTING_CHOICES,
 * FOLDER_NOT_ALLOWED, FOLDER_NOT_FOUND, FOLDER_EMPTY.
 */
export async function addFiles(
  context: Context,
  input: z.input<typeof newFiles>,
): Promise<Outcome<DatasetVersion>> {
  const parsed = newFiles.safeParse(input);
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const wrong = wrongChoices(parsed.data);
  if (wrong.length > 0) return notDone(...wrong);
  const { db, serverRoots } = context.services;
  const dataset = await db.dataset.findUnique({ where: { id: rowId('Dataset', input.datasetId) ?? '' } });
  const membership = dataset && editorById(context, dataset.workspaceId);
  if (!dataset || !membership)
    return notDone(problem('DATASET_NOT_FOUND', 'There is no such data set that you may see.', 'datasetId'));
  const folder =
    parsed.data.serverFolder == null ? null : await checkServerFolder(parsed.data.serverFolder, serverRoots);
  if (folder?.problem) return notDone(folder.problem);
  return db.$transaction(async (tx) => {
    // One at a time on a data set, so that versions are numbered without gaps or doubles.
    await tx.$executeRaw`SELECT 1 FROM "Dataset" WHERE id = ${dataset.id} FOR UPDATE`;
    const outcome = await addVersion(tx, dataset, parsed.data, folder?.path ?? null);
    if (!outcome.value) return outcome;
    const { caller, workspaceId } = membership;
    const what = folder ? 'the files of a folder' : `${parsed.data.uploadIds.length} files`;
    await recordDeeds(tx, caller, [
      {
        workspaceId,
        verb: 'added files',
        subjectType: 'DatasetVersion',
        subjectId: outcome.value.id,
        sentence: `${caller.user.name} added ${what} to ${dataset.name}.`,
      },
    ]);
    return outcome;
  });
}

function wrongChoices({ uploadIds, serverFolder, ...reading }: NewFiles): Problem[] {
  const wrong: Problem[] = [];
  if (uploadIds.length === 0 && serverFolder == null)
    wrong.push(
      problem('TOO_SMALL', 'Name one finished upload at least, or a folder of the server.', 'uploadIds'),
    );
  if (uploadIds.length > 0 && serverFolder != null)
    wrong.push(
      problem('CONFLICTING_CHOICES', 'Name uploads or a folder of the server, not both.', 'serverFolder'),
    );
  return [...wrong, ...wrongReading(reading)];
}

async function addVersion(
  tx: DbTransaction,
  { id: datasetId, workspaceId }: Dataset,
  { uploadIds, ...reading }: NewFiles,
  serverFolder: string | null,
): Promise<Outcome<DatasetVersion>> {
  const previous = await tx.datasetVersion.findFirst({ where: { datasetId }, orderBy: { number: 'desc' } });
  if (previous?.status === 'IMPORTING')
    return notDone(
      problem(
        'PREVIOUS_IMPORTING',
        `Version ${previous.number} is still being imported; add files when it is ready.`,
        'datasetId',
      ),
    );
  const missing = await missingUploads(tx, workspaceId, uploadIds);
  if (missing.length > 0) return notDone(...missing);
  const request: ImportRequest = {
    // A version that could not be read has no samples to go on from.
    previousVersionId: previous?.status === 'READY' ? previous.id : await lastReady(tx, datasetId),
    serverFolder,
    ...readingOf(reading),
  };
  const version = await tx.datasetVersion.create({
    data: { datasetId, number: (previous?.number ?? 0) + 1, request },
  });
  await tx.$executeRaw`
    INSERT INTO "ImportFile" ("versionId", number, "fileName", sha256)
    SELECT ${version.id}, wanted.position - 1, u."fileName", u.sha256
    FROM unnest(${uploadIds}::text[]) WITH ORDINALITY AS wanted (id, position) JOIN "Upload" u ON u.id = wanted.id`;
  await sendJob(tx, 'version.import', { versionId: version.id }, { jobKey: `version:${version.id}` });
  await emitEvent(tx, { workspaceId, versionId: version.id });
  return done(version);
}

async function lastReady(tx: DbTransaction, datasetId: string): Promise<string | null> {
  const version = await tx.datasetVersion.findFirst({
    where: { datasetId, status: 'READY' },
    orderBy: { number: 'desc' },
    select: { id: true },
  });
  return version?.id ?? null;
}
