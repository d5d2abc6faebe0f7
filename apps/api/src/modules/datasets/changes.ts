import {
  type Dataset,
  type DatasetVersion,
  type DbTransaction,
  emitEvent,
  importRequest,
} from '@asterism/db';
import { sendJob } from '@asterism/jobs';
import { z } from 'zod';
import { editorById, editorBySlug } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, problem, problemsOf } from '../../problem.ts';

const newDataset = z.object({
  workspace: z.string(),
  name: z.string().trim().min(1).max(200),
  description: z.string().trim().max(10_000).nullish(),
});

/** Problems: WORKSPACE_NOT_FOUND, NAME_TAKEN, a name that is empty or too long. */
export async function createDataset(
  context: Context,
  input: z.input<typeof newDataset>,
): Promise<Outcome<Dataset>> {
  const membership = editorBySlug(context, input.workspace);
  if (!membership) return notDone(workspaceNotFound(input.workspace));
  const parsed = newDataset.safeParse(input);
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const { name, description } = parsed.data;
  const { workspaceId, caller } = membership;
  return context.services.db.$transaction(async (tx) => {
    const [dataset] = await tx.dataset.createManyAndReturn({
      data: [{ workspaceId, name, description: description || null }],
      skipDuplicates: true,
    });
    if (!dataset)
      return notDone(problem('NAME_TAKEN', `There is a data set ${JSON.stringify(name)} already.`, 'name'));
    await tx.activity.create({
      data: {
        workspaceId,
        actorId: caller.user.id,
        verb: 'created',
        subjectType: 'Dataset',
        subjectId: dataset.id,
        sentence: `${caller.user.name} created the data set ${name}.`,
      },
    });
    return done(dataset);
  });
}

export const workspaceNotFound = (slug: string) =>
  problem(
    'WORKSPACE_NOT_FOUND',
    `There is no workspace ${JSON.stringify(slug)} that you may see.`,
    'workspace',
  );

const newFiles = z.object({
  datasetId: z.string(),
  uploadIds: z.array(z.string()).max(100_000),
  serverFolder: z.string().min(1).max(4096).nullish(),
  hdu: z.int().min(0).max(100_000).nullish(),
  hdus: z.array(z.int().min(0).max(100_000)).min(1).max(4096).nullish(),
  planes: z.array(z.int().min(0).max(100_000)).min(1).max(4096).nullish(),
  channelAxis: z.int().min(0).max(998).nullish(),
  groupBy: z.string().min(1).max(1000).nullish(),
});
type NewFiles = z.infer<typeof newFiles>;

/**
 * Makes the next version of a data set and has its files read by a worker.
 *
 * Problems: DATASET_NOT_FOUND, UPLOAD_NOT_FOUND, PREVIOUS_IMPORTING, FOLDER_NOT_ALLOWED.
 */
export async function addFiles(
  context: Context,
  input: Omit<NewFiles, 'uploadIds'> & { uploadIds?: string[] | null },
): Promise<Outcome<DatasetVersion>> {
  const parsed = newFiles.safeParse({ ...input, uploadIds: input.uploadIds ?? [] });
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  if (parsed.data.serverFolder != null)
    return notDone(
      problem(
        'FOLDER_NOT_ALLOWED',
        'This server reads no folders of its own; send the files.',
        'serverFolder',
      ),
    );
  if (parsed.data.uploadIds.length === 0)
    return notDone(problem('TOO_SMALL', 'Name one finished upload at least.', 'uploadIds'));
  const { db } = context.services;
  const dataset = await db.dataset.findUnique({ where: { id: rowId('Dataset', input.datasetId) ?? '' } });
  const membership = dataset && editorById(context, dataset.workspaceId);
  if (!dataset || !membership)
    return notDone(problem('DATASET_NOT_FOUND', 'There is no such data set that you may see.', 'datasetId'));
  return db.$transaction(async (tx) => {
    // One at a time on a data set, so that versions are numbered without gaps or doubles.
    await tx.$executeRaw`SELECT 1 FROM "Dataset" WHERE id = ${dataset.id} FOR UPDATE`;
    const outcome = await addVersion(tx, dataset, parsed.data);
    if (!outcome.value) return outcome;
    const { caller, workspaceId } = membership;
    await tx.activity.create({
      data: {
        workspaceId,
        actorId: caller.user.id,
        verb: 'added files',
        subjectType: 'DatasetVersion',
        subjectId: outcome.value.id,
        sentence: `${caller.user.name} added ${parsed.data.uploadIds.length} files to ${dataset.name}.`,
      },
    });
    return outcome;
  });
}

async function addVersion(
  tx: DbTransaction,
  { id: datasetId, workspaceId }: Dataset,
  { uploadIds, hdu, hdus, planes, channelAxis, groupBy }: NewFiles,
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
  const uploads = new Map(
    (await tx.upload.findMany({ where: { workspaceId, id: { in: uploadIds } } })).map((u) => [u.id, u]),
  );
  const missing = uploadIds.flatMap((id, i) =>
    uploads.has(id)
      ? []
      : [
          problem(
            'UPLOAD_NOT_FOUND',
            `There is no finished upload ${JSON.stringify(id)} here.`,
            'uploadIds',
            i,
          ),
        ],
  );
  if (missing.length > 0) return notDone(...missing);
  // A version that could not be read has no samples to go on from.
  const basis = previous && previous.status === 'READY' ? previous.id : await lastReady(tx, datasetId);
  const files = [...uploads.values()].map(({ fileName, sha256 }) => ({ fileName, sha256 }));
  const version = await tx.datasetVersion.create({
    data: {
      datasetId,
      number: (previous?.number ?? 0) + 1,
      request: importRequest.parse({
        previousVersionId: basis,
        files,
        hdus: hdus ?? (hdu == null ? null : [hdu]),
        planes: planes ?? null,
        channelAxis: channelAxis ?? null,
        groupBy: groupBy ?? null,
      } satisfies z.input<typeof importRequest>),
    },
  });
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
