import { type Db, epochEvent, Prisma } from '@asterism/db';
import { membershipBySlug } from '../../auth/caller.ts';
import { rowId } from '../../builder.ts';
import type { Context, Services } from '../../context.ts';
import { refusal, refused } from '../../errors.ts';
import { findExperiment } from '../experiments/service.ts';
import { type Interest, matches, readChanges } from './eventHub.ts';
import { type Change, type EventStream, type ExperimentChange, newestOfEach } from './eventStream.ts';

// Between the query of a page and its subscription lies less than this; what changed in it is given again.
const OVERLAP_MS = 30_000;
const MISSED_MAXIMUM = 1000;

/** Changes of one experiment. Throws NOT_FOUND where the caller may not see it. */
export async function watchExperiment(
  context: Context,
  globalId: string,
  since: number | null,
): Promise<EventStream<ExperimentChange>> {
  const experiment = await findExperiment(context, rowId('Experiment', globalId));
  if (!experiment) throw refused('NOT_FOUND', 'There is no such experiment that you may see.');
  const { id: experimentId, workspaceId } = experiment;
  const interest = { experimentId };
  return watch(context.services.events.subscribe(interest), async () => {
    if (since === null) return newest(context.services.db, interest);
    const found = await missed(context.services, interest, since);
    if (found) return found;
    const sequence = await lastSequence(context.services.db);
    return [{ sequence, workspaceId, experimentId, epoch: null, reset: true }];
  });
}

/** Changes of every experiment of a workspace. Throws NOT_FOUND where the caller may not see it. */
export async function watchWorkspace(
  { services, caller }: Context,
  slug: string,
  since: number | null,
): Promise<EventStream<ExperimentChange>> {
  const membership = membershipBySlug(caller, slug);
  if (!membership) throw refusal.noWorkspace(slug);
  const interest = { workspaceId: membership.workspaceId };
  return watch(services.events.subscribe(interest), async () => {
    if (since === null) return recent(services, interest);
    const found = await missed(services, interest, since);
    if (found) return newestOfEach(found, ({ experimentId }) => experimentId);
    // One event says it for all; a workspace without experiments has none to say it with, and nothing to miss.
    const last = await services.db.experiment.findFirst({
      where: { workspaceId: membership.workspaceId },
      orderBy: { number: 'desc' },
      select: { id: true },
    });
    const sequence = await lastSequence(services.db);
    return last
      ? [{ sequence, workspaceId: membership.workspaceId, experimentId: last.id, epoch: null, reset: true }]
      : [];
  });
}

export async function watch<C extends Change>(
  stream: EventStream<C>,
  before: () => Promise<C[]>,
): Promise<EventStream<C>> {
  // Listening has begun before the past is read, so that nothing falls between the two.
  try {
    stream.replay(await before());
    return stream;
  } catch (error) {
    stream.end();
    throw error;
  }
}

/** What happened after that event; null where events of that age are no longer kept. */
export async function missed(
  { db, events }: Services,
  interest: Interest,
  since: number,
): Promise<ExperimentChange[] | null> {
  const arrived = events.arrivedAfter(since);
  if (arrived)
    return readChanges(
      db,
      arrived.filter((notice) => matches(interest, notice)),
    );
  if (!(await isKept(db, since))) return null;
  const rows = await readEvents(db, interest, { sequence: { gt: since } });
  return rows.length > MISSED_MAXIMUM ? null : rows;
}

async function recent({ db, now }: Services, interest: Interest): Promise<ExperimentChange[]> {
  const rows = await readEvents(db, interest, { at: { gt: new Date(now().getTime() - OVERLAP_MS) } });
  return newestOfEach(rows, ({ experimentId }) => experimentId);
}

async function newest(db: Db, { experimentId }: { experimentId: string }): Promise<ExperimentChange[]> {
  const row = await db.event.findFirst({
    where: { experimentId },
    orderBy: { sequence: 'desc' },
    select: { sequence: true, workspaceId: true },
  });
  if (row) return [{ ...row, experimentId, epoch: null, reset: false }];
  const { workspaceId } = await db.experiment.findUniqueOrThrow({ where: { id: experimentId } });
  return [{ sequence: await lastSequence(db), workspaceId, experimentId, epoch: null, reset: false }];
}

async function readEvents(
  db: Db,
  interest: Interest,
  where: Prisma.EventWhereInput,
): Promise<ExperimentChange[]> {
  const rows = await db.event.findMany({
    where: { AND: [conditionOf(interest), where, { experimentId: { not: null } }] },
    orderBy: { sequence: 'asc' },
    take: MISSED_MAXIMUM + 1,
  });
  return rows.flatMap(({ sequence, workspaceId, experimentId, epoch }) =>
    experimentId === null
      ? []
      : [{ sequence, workspaceId, experimentId, epoch: epochEvent.nullable().parse(epoch), reset: false }],
  );
}

const conditionOf = (interest: Interest): Prisma.EventWhereInput =>
  'experimentIds' in interest ? { experimentId: { in: [...interest.experimentIds] } } : interest;

/** Whether every event after that one is still there. */
export async function isKept(db: Db, since: number): Promise<boolean> {
  const oldest = await db.event.findFirst({ orderBy: { sequence: 'asc' }, select: { sequence: true } });
  const last = await lastSequence(db);
  return since <= last && since >= (oldest?.sequence ?? last + 1) - 1;
}

/** The last number given out, whether its event is still kept or not. */
export async function lastSequence(db: Db): Promise<number> {
  const [row] = await db.$queryRaw<{ last: number }[]>(
    Prisma.sql`SELECT CASE WHEN is_called THEN last_value ELSE 0 END::int AS last FROM "Event_sequence_seq"`,
  );
  return row?.last ?? 0;
}
