import { type Db, type EventNotice, epochEvent } from '@asterism/db';
import { membershipBySlug } from '../../auth/caller.ts';
import { rowId } from '../../builder.ts';
import type { Context, Services } from '../../context.ts';
import { refusal, refused } from '../../errors.ts';
import { findExperiment } from '../experiments/service.ts';
import { type EventHub, type Interest, matches, readChanges } from './eventHub.ts';
import { type Change, type EventStream, type ExperimentChange, newestOfEach } from './eventStream.ts';

// Between the query of a page and its subscription lies less than this; what changed in it is given again.
const OVERLAP_MS = 30_000;
const MISSED_MAXIMUM = 1000;

/** What a client is told before what happens from now on. */
export interface Beginning<C extends Change> {
  /** Who is here for the first time. */
  first: () => Promise<C[]>;
  /** Who comes back, of what has arrived since. */
  missed: (arrived: readonly EventNotice[]) => Promise<C[]>;
  /** Who is to read everything again; null where there is nothing to say it of. */
  reset: () => Promise<C | null>;
}

/** A stream that gives first what is to be known at its beginning; `since` is the last number its client saw. */
export async function watch<C extends Change>(
  events: EventHub,
  stream: EventStream<C>,
  { since, first, missed, reset }: Beginning<C> & { since: number | null },
): Promise<EventStream<C>> {
  stream.whenLost(reset);
  // Listening has begun before the past is read, so that nothing falls between the two.
  try {
    const arrived = since === null ? null : events.arrivedAfter(since);
    const found = since === null ? await first() : arrived && (await missed(arrived));
    if (found && found.length <= MISSED_MAXIMUM) stream.replay(found);
    else await stream.lose();
    return stream;
  } catch (error) {
    stream.end();
    throw error;
  }
}

/** Changes of one experiment. Throws NOT_FOUND where the caller may not see it. */
export async function watchExperiment(
  context: Context,
  globalId: string,
  since: number | null,
): Promise<EventStream<ExperimentChange>> {
  const { db, events } = context.services;
  const experiment = await findExperiment(context, rowId('Experiment', globalId));
  if (!experiment) throw refused('NOT_FOUND', 'There is no such experiment that you may see.');
  const { id: experimentId, workspaceId } = experiment;
  const interest = { experimentId };
  const asItIs = (reset: boolean) => ({
    sequence: events.place(),
    workspaceId,
    experimentId,
    epoch: null,
    reset,
  });
  return watch(events, events.subscribe(interest), {
    since,
    first: async () => [asItIs(false)],
    missed: (arrived) => changesAmong(db, arrived, interest),
    reset: async () => asItIs(true),
  });
}

/** Changes of every experiment of a workspace. Throws NOT_FOUND where the caller may not see it. */
export async function watchWorkspace(
  { services, caller }: Context,
  slug: string,
  since: number | null,
): Promise<EventStream<ExperimentChange>> {
  const { db, events } = services;
  const membership = membershipBySlug(caller, slug);
  if (!membership) throw refusal.noWorkspace(slug);
  const { workspaceId } = membership;
  const interest = { workspaceId };
  return watch(events, events.subscribe(interest), {
    since,
    first: () => recent(services, workspaceId),
    missed: async (arrived) =>
      newestOfEach(await changesAmong(db, arrived, interest), ({ experimentId }) => experimentId),
    // One event says it for all; a workspace without experiments has none to say it with, and nothing to miss.
    reset: async () => {
      const sequence = events.place();
      const last = await db.experiment.findFirst({
        where: { workspaceId },
        orderBy: { number: 'desc' },
        select: { id: true },
      });
      return last && { sequence, workspaceId, experimentId: last.id, epoch: null, reset: true };
    },
  });
}

/** What these notices tell of the experiments that are of interest. */
export const changesAmong = (
  db: Db,
  arrived: readonly EventNotice[],
  interest: Interest,
): Promise<ExperimentChange[]> =>
  readChanges(
    db,
    arrived.filter((notice) => matches(interest, notice)),
  );

async function recent({ db, now }: Services, workspaceId: string): Promise<ExperimentChange[]> {
  const rows = await db.event.findMany({
    where: {
      workspaceId,
      experimentId: { not: null },
      at: { gt: new Date(now().getTime() - OVERLAP_MS) },
    },
    orderBy: { sequence: 'desc' },
    take: MISSED_MAXIMUM,
  });
  const changes = rows
    .reverse()
    .flatMap(({ sequence, experimentId, epoch }) =>
      experimentId === null
        ? []
        : [{ sequence, workspaceId, experimentId, epoch: epochEvent.nullable().parse(epoch), reset: false }],
    );
  return newestOfEach(changes, ({ experimentId }) => experimentId);
}
