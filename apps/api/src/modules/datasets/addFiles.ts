import {
  type Dataset,
  type DatasetVersion,
  type DbTransaction,
  emitEvent,
  type ImportRequest,
  parseNamePattern,
} from '@asterism/db';
import { sendJob } from '@asterism/jobs';
import { z } from 'zod';
import { editorById } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, type Problem, problem, problemsOf } from '../../problem.ts';
import { checkServerFolder } from './serverFolder.ts';

const FILES_MAXIMUM = 100_000;
const number = z.int().min(0).max(100_000);

const newFiles = z.object({
  datasetId: z.string(),
  uploadIds: z
    .array(z.string())
    .max(FILES_MAXIMUM)
    .nullish()
    .transform((ids) => [...new Set(ids ?? [])]),
  serverFolder: z.string().min(1).max(4096).nullish(),
  hdu: number.nullish(),
  hdus: z.array(number).min(1).max(4096).nullish(),
  planes: z.array(number).min(1).max(4096).nullish(),
  channelAxis: z.int().min(0).max(998).nullish(),
  groupBy: z.string().min(1).nullish(),
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
    await tx.activity.create({
      data: {
        workspaceId,
        actorId: caller.user.id,
        verb: 'added files',
        subjectType: 'DatasetVersion',
        subjectId: outcome.value.id,
        sentence: `${caller.user.name} added ${what} to ${dataset.name}.`,
      },
    });
    return outcome;
  });
}

function wrongChoices({ uploadIds, serverFolder, hdu, hdus, groupBy }: NewFiles): Problem[] {
  const wrong: Problem[] = [];
  if (uploadIds.length === 0 && serverFolder == null)
    wrong.push(
      problem('TOO_SMALL', 'Name one finished upload at least, or a folder of the server.', 'uploadIds'),
    );
  if (uploadIds.length > 0 && serverFolder != null)
    wrong.push(
      problem('CONFLICTING_CHOICES', 'Name uploads or a folder of the server, not both.', 'serverFolder'),
    );
  if (hdu != null && hdus != null)
    wrong.push(problem('CONFLICTING_CHOICES', 'Name one HDU or several, not both.', 'hdus'));
  const pattern = groupBy == null ? null : parseNamePattern(groupBy);
  if (pattern && 'wrong' in pattern) wrong.push(problem('BAD_PATTERN', pattern.wrong, 'groupBy'));
  return wrong;
}

async function addVersion(
  tx: DbTransaction,
  { id: datasetId, workspaceId }: Dataset,
  { uploadIds, hdu, hdus, planes, channelAxis, groupBy }: NewFiles,
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
    hdus: hdus ?? (hdu == null ? null : [hdu]),
    planes: planes ?? null,
    channelAxis: channelAxis ?? null,
    groupBy: groupBy ?? null,
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

// Of a list of wrong ids the first ones say enough.
const PROBLEMS_MAXIMUM = 100;

async function missingUploads(
  tx: DbTransaction,
  workspaceId: string,
  uploadIds: readonly string[],
): Promise<Problem[]> {
  const rows = await tx.$queryRaw<{ id: string; position: number }[]>`
    SELECT wanted.id, wanted.position::int - 1 AS position
    FROM unnest(${uploadIds}::text[]) WITH ORDINALITY AS wanted (id, position)
    WHERE NOT EXISTS (SELECT 1 FROM "Upload" u WHERE u.id = wanted.id AND u."workspaceId" = ${workspaceId})
    ORDER BY 2 LIMIT ${PROBLEMS_MAXIMUM}`;
  return rows.map(({ id, position }) =>
    problem(
      'UPLOAD_NOT_FOUND',
      `There is no finished upload ${JSON.stringify(id)} here.`,
      'uploadIds',
      position,
    ),
  );
}

async function lastReady(tx: DbTransaction, datasetId: string): Promise<string | null> {
  const version = await tx.datasetVersion.findFirst({
    where: { datasetId, status: 'READY' },
    orderBy: { number: 'desc' },
    select: { id: true },
  });
  return version?.id ?? null;
}
