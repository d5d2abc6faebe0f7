import type { DatasetVersion, Upload } from '@asterism/db';
import type { Caller } from '../../auth/caller.ts';
import { editorById } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, problem } from '../../problem.ts';

/** What a table is joined to, the table's upload, and by whom. */
export interface Target {
  version: DatasetVersion & { dataset: { name: string; workspaceId: string } };
  upload: Upload;
  caller: Caller;
}

/** Problems: VERSION_NOT_FOUND, VERSION_NOT_READY, UPLOAD_NOT_FOUND. Throws FORBIDDEN for a viewer. */
export async function findTarget(
  context: Context,
  { datasetVersionId, uploadId }: { datasetVersionId: string; uploadId: string },
): Promise<Outcome<Target>> {
  const { db } = context.services;
  const version = await db.datasetVersion.findUnique({
    where: { id: rowId('DatasetVersion', datasetVersionId) ?? '' },
    include: { dataset: true },
  });
  const membership = version && editorById(context, version.dataset.workspaceId);
  if (!version || !membership)
    return notDone(
      problem('VERSION_NOT_FOUND', 'There is no such data set version that you may see.', 'datasetVersionId'),
    );
  if (version.status !== 'READY') {
    const state = version.status === 'IMPORTING' ? 'is still being imported' : 'could not be imported';
    const named = `Version ${version.number} of ${version.dataset.name}`;
    return notDone(problem('VERSION_NOT_READY', `${named} ${state}.`, 'datasetVersionId'));
  }
  const { workspaceId, caller } = membership;
  const upload = await db.upload.findFirst({ where: { id: uploadId, workspaceId } });
  if (upload) return done({ version, upload, caller });
  return notDone(
    problem('UPLOAD_NOT_FOUND', `There is no finished upload ${JSON.stringify(uploadId)} here.`, 'uploadId'),
  );
}
