import { workspaceIds } from '../../auth/caller.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { refused } from '../../errors.ts';
import { versionChanges } from './eventHub.ts';
import type { EventStream, VersionChange } from './eventStream.ts';
import { watch } from './service.ts';

/**
 * Changes of a data set version, each of which shows it as it is. Starts with the version as it is, or, where something
 * was missed since `since`, with that as one event. Throws NOT_FOUND where the caller may not see it.
 */
export async function watchVersion(
  { services: { db, events }, caller }: Context,
  globalId: string,
  since: number | null,
): Promise<EventStream<VersionChange>> {
  const version = await db.datasetVersion.findFirst({
    where: {
      id: rowId('DatasetVersion', globalId) ?? '',
      dataset: { workspaceId: { in: workspaceIds(caller) } },
    },
    include: { dataset: { select: { workspaceId: true } } },
  });
  if (!version) throw refused('NOT_FOUND', 'There is no such data set version that you may see.');
  const {
    id: versionId,
    dataset: { workspaceId },
  } = version;
  const asItIs = (reset: boolean) => ({ sequence: events.place(), workspaceId, versionId, reset });
  return watch(events, events.subscribeVersion(versionId), {
    since,
    first: async () => [asItIs(false)],
    missed: async (arrived) =>
      versionChanges(arrived.filter((notice) => notice.versionId === versionId)).slice(-1),
    reset: async () => asItIs(true),
  });
}
