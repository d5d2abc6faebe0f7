import type { Db } from '@asterism/db';
import { workspaceIds } from '../../auth/caller.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { refused } from '../../errors.ts';
import type { EventStream, ExperimentChange } from './eventStream.ts';
import { lastSequence, missed, watch } from './service.ts';

/**
 * Changes of a study's experiments, each of which shows the study as it is. Starts with the study as it is, or, where
 * something was missed since `since`, with that as one event. Throws NOT_FOUND where the caller may not see it.
 */
export async function watchStudy(
  { services, caller }: Context,
  globalId: string,
  since: number | null,
): Promise<EventStream<ExperimentChange>> {
  const { db } = services;
  const study = await db.study.findFirst({
    where: { id: rowId('Study', globalId) ?? '', workspaceId: { in: workspaceIds(caller) } },
    select: { workspaceId: true, experiments: { select: { id: true } } },
  });
  if (!study) throw refused('NOT_FOUND', 'There is no such study that you may see.');
  // Which experiments a study has is settled when it is made.
  const interest = { experimentIds: new Set(study.experiments.map(({ id }) => id)) };
  return watch(services.events.subscribe(interest), async () => {
    const found = since === null ? null : await missed(services, interest, since);
    if (found) return found.slice(-1);
    return [await asItIs(db, study.workspaceId, { reset: since !== null })];
  });
}

async function asItIs(db: Db, workspaceId: string, { reset }: { reset: boolean }): Promise<ExperimentChange> {
  return { sequence: await lastSequence(db), workspaceId, experimentId: '', epoch: null, reset };
}
