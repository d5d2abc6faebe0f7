import { workspaceIds } from '../../auth/caller.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { refused } from '../../errors.ts';
import type { EventStream, ExperimentChange } from './eventStream.ts';
import { changesAmong, watch } from './service.ts';

/**
 * Changes of a study's experiments, each of which shows the study as it is. Starts with the study as it is, or, where
 * something was missed since `since`, with that as one event. Throws NOT_FOUND where the caller may not see it.
 */
export async function watchStudy(
  { services: { db, events }, caller }: Context,
  globalId: string,
  since: number | null,
): Promise<EventStream<ExperimentChange>> {
  const study = await db.study.findFirst({
    where: { id: rowId('Study', globalId) ?? '', workspaceId: { in: workspaceIds(caller) } },
    select: { workspaceId: true, experiments: { select: { id: true } } },
  });
  if (!study) throw refused('NOT_FOUND', 'There is no such study that you may see.');
  // Which experiments a study has is settled when it is made.
  const interest = { experimentIds: new Set(study.experiments.map(({ id }) => id)) };
  const asItIs = (reset: boolean) => ({
    sequence: events.place(),
    workspaceId: study.workspaceId,
    experimentId: '',
    epoch: null,
    reset,
  });
  return watch(events, events.subscribe(interest), {
    since,
    first: async () => [asItIs(false)],
    missed: async (arrived) => (await changesAmong(db, arrived, interest)).slice(-1),
    reset: async () => asItIs(true),
  });
}
