import type { DatasetVersion } from '@asterism/db';
import { workspaceIds } from '../../auth/caller.ts';
import { rowId } from '../../builder.ts';
import type { Context, Services } from '../../context.ts';
import { refused } from '../../errors.ts';
import { versionChanges } from './eventHub.ts';
import type { EventStream, VersionChange } from './eventStream.ts';
import { isKept, lastSequence, watch } from './service.ts';

/** Changes of a data set version. Throws NOT_FOUND where the caller may not see it. */
export async function watchVersion(
  { services, caller }: Context,
  globalId: string,
  since: number | null,
): Promise<EventStream<VersionChange>> {
  const version = await services.db.datasetVersion.findFirst({
    where: {
      id: rowId('DatasetVersion', globalId) ?? '',
      dataset: { workspaceId: { in: workspaceIds(caller) } },
    },
    include: { dataset: { select: { workspaceId: true } } },
  });
  if (!version) throw refused('NOT_FOUND', 'There is no such data set version that you may see.');
  return watch(services.events.subscribeVersion(version.id), () => before(services, version, since));
}

/**
 * One event for all that was missed, since each shows the version as it is; none where nothing was. The newest, or the
 * version as it is, for who begins; a reset where events of that age are no longer kept.
 */
async function before(
  { db, events }: Services,
  {
    id: versionId,
    dataset: { workspaceId },
  }: Pick<DatasetVersion, 'id'> & { dataset: { workspaceId: string } },
  since: number | null,
): Promise<VersionChange[]> {
  const arrived = since === null ? null : events.arrivedAfter(since);
  if (arrived) return versionChanges(arrived.filter((notice) => notice.versionId === versionId)).slice(-1);
  if (since !== null && !(await isKept(db, since)))
    return [{ sequence: await lastSequence(db), workspaceId, versionId, reset: true }];
  const newest = await db.event.findFirst({
    where: { versionId, ...(since === null ? {} : { sequence: { gt: since } }) },
    orderBy: { sequence: 'desc' },
    select: { sequence: true, workspaceId: true, versionId: true },
  });
  if (newest) return versionChanges([newest]);
  if (since !== null) return [];
  return [{ sequence: await lastSequence(db), workspaceId, versionId, reset: false }];
}
