import { type Db, type EventNotice, epochEvent, listenEvents } from '@asterism/db';
import {
  type ActivityChange,
  type Change,
  EventStream,
  type ExperimentChange,
  type VersionChange,
} from './eventStream.ts';

export type Interest =
  | { experimentId: string }
  | { experimentIds: ReadonlySet<string> }
  | { workspaceId: string };

export interface EventHub {
  /** Changes of experiments from now on. */
  subscribe(interest: Interest): EventStream<ExperimentChange>;
  /** Changes of a data set version from now on. */
  subscribeVersion(versionId: string): EventStream<VersionChange>;
  /** What somebody does in a workspace from now on. */
  subscribeActivity(workspaceId: string): EventStream<ActivityChange>;
  /** Calls `listener` whenever a decoding has ended, until the result is called. */
  onDecoding(decodingId: string, listener: () => void): () => void;
  /**
   * Calls `listener` whenever a user's tokens, sessions or memberships changed, until the result is called; with null
   * where it may have been anyone's.
   */
  onAccessChange(listener: (userId: string | null) => void): () => void;
  /**
   * Calls `listener` whenever other people have a workspace open, or look at other pages of it, until the result is
   * called; with null where it may have been any workspace.
   */
  onPresence(listener: (workspaceId: string | null) => void): () => void;
  /**
   * Calls `listener` whenever a user is told something, or has read it, until the result is called; with null where it
   * may have been anyone.
   */
  onNotification(listener: (userId: string | null) => void): () => void;
  /** The notices that arrived after that one, or null where it is not remembered or some of them may be lost. */
  arrivedAfter(sequence: number): readonly EventNotice[] | null;
  /** A number to come back to: what arrives from now on comes after it. 0, after which nothing is known, where there is none. */
  place(): number;
  /** Streams that are open. */
  open(): number;
  close(): Promise<void>;
}

export interface EventHubOptions {
  db: Db;
  url: string;
  onError: (error: unknown) => void;
}

// Notices arrive in the order in which transactions committed, which sequence numbers do not tell. So many are
// remembered that a client which was away for a minute of the busiest study is served from here.
const REMEMBERED = 5000;

const NO_EVENT = {
  workspaceId: '',
  experimentId: null,
  versionId: null,
  decodingId: null,
  activityId: null,
} satisfies Omit<EventNotice, 'sequence'>;

interface Subscriber {
  interest: Interest;
  stream: EventStream<ExperimentChange>;
}

/** One LISTEN connection of this process, shared by all subscribers. Resolves once it listens. */
export async function openEventHub({ db, url, onError }: EventHubOptions): Promise<EventHub> {
  const subscribers = new Set<Subscriber>();
  const versionStreams = new Map<string, Set<EventStream<VersionChange>>>();
  const activityStreams = new Map<string, Set<EventStream<ActivityChange>>>();
  const decodingListeners = new Map<string, Set<() => void>>();
  const accessListeners = new Set<(userId: string | null) => void>();
  const presenceListeners = new Set<(workspaceId: string | null) => void>();
  const notificationListeners = new Set<(userId: string | null) => void>();
  let arrived: EventNotice[] = [];
  let delivery: Promise<void> = Promise.resolve();
  let undelivered: EventNotice[] = [];

  const take = (notice: EventNotice): void => {
    arrived.push(notice);
    if (arrived.length > REMEMBERED) arrived.shift();
    // Of a version there is nothing to look up.
    for (const change of versionChanges([notice]))
      for (const stream of versionStreams.get(change.versionId) ?? []) stream.push(change);
    for (const change of activityChanges([notice]))
      for (const stream of activityStreams.get(change.workspaceId) ?? []) stream.push(change);
    for (const listener of decodingListeners.get(notice.decodingId ?? '') ?? []) listener();
    if (notice.experimentId === null || !isWanted(notice, subscribers)) return;
    if (undelivered.push(notice) === 1)
      delivery = delivery.then(deliver).catch((error: unknown) => {
        onError(error);
        return loseAll([...subscribers].map(({ stream }) => stream));
      });
  };

  // All notices that came in while the one before was delivered are looked up by one query.
  const deliver = async (): Promise<void> => {
    const batch = undelivered;
    undelivered = [];
    for (const change of await readChanges(db, batch))
      for (const { interest, stream } of subscribers) if (matches(interest, change)) stream.push(change);
  };

  // A number that no event has: whoever is shown something before the first notice comes back to it.
  const markPlace = async (): Promise<void> => {
    const [row] = await db.$queryRaw<{ place: number }[]>`
      SELECT nextval('"Event_sequence_seq"')::int AS place`;
    if (row) arrived.push({ ...NO_EVENT, sequence: row.place });
  };

  const allStreams = (): Pick<EventStream<Change>, 'lose' | 'end'>[] => [
    ...[...subscribers].map(({ stream }) => stream),
    ...[...versionStreams.values(), ...activityStreams.values()].flatMap((streams) => [...streams]),
  ];

  const loseAll = async (streams: readonly Pick<EventStream<Change>, 'lose' | 'end'>[]): Promise<void> => {
    for (const stream of streams)
      await stream.lose().catch((error: unknown) => {
        onError(error);
        // Rather an end that its client sees than a silence.
        stream.end();
      });
  };

  // Nobody knows what happened while nothing was heard: numbers are given out in another order than transactions
  // commit, so that events with lower ones than the last that was heard may be among it.
  const startAnew = async (): Promise<void> => {
    arrived = [];
    for (const listener of [...accessListeners, ...presenceListeners, ...notificationListeners])
      listener(null);
    for (const listener of [...decodingListeners.values()].flatMap((listeners) => [...listeners])) listener();
    await markPlace().catch(onError);
    await loseAll(allStreams());
  };

  const listener = await listenEvents(url, {
    onEvent: take,
    onAccessChange: ({ userId }) => {
      for (const listener of accessListeners) listener(userId);
    },
    onPresence: (workspaceId) => {
      for (const listener of presenceListeners) listener(workspaceId);
    },
    onNotification: (userId) => {
      for (const listener of notificationListeners) listener(userId);
    },
    onReconnect: () => void startAnew(),
    onError,
  });
  await markPlace();

  return {
    subscribe(interest) {
      const subscriber: Subscriber = {
        interest,
        stream: new EventStream(
          ({ experimentId }) => experimentId,
          () => subscribers.delete(subscriber),
        ),
      };
      subscribers.add(subscriber);
      return subscriber.stream;
    },
    subscribeVersion: (versionId) => openStream(versionStreams, versionId),
    subscribeActivity: (workspaceId) => openStream(activityStreams, workspaceId),
    onDecoding(decodingId, listener) {
      const listeners = decodingListeners.get(decodingId) ?? new Set();
      decodingListeners.set(decodingId, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && decodingListeners.get(decodingId) === listeners)
          decodingListeners.delete(decodingId);
      };
    },
    onAccessChange(listener) {
      accessListeners.add(listener);
      return () => accessListeners.delete(listener);
    },
    onPresence(listener) {
      presenceListeners.add(listener);
      return () => presenceListeners.delete(listener);
    },
    onNotification(listener) {
      notificationListeners.add(listener);
      return () => notificationListeners.delete(listener);
    },
    arrivedAfter(sequence) {
      const index = arrived.findLastIndex((notice) => notice.sequence === sequence);
      return index < 0 ? null : arrived.slice(index + 1);
    },
    place: () => arrived.at(-1)?.sequence ?? 0,
    open: () => allStreams().length,
    async close() {
      for (const stream of allStreams()) stream.end();
      await listener.close();
      await delivery;
    },
  };
}

/** A stream of what concerns one subject, kept among the others of it until it ends. */
function openStream<C extends Change>(
  all: Map<string, Set<EventStream<C>>>,
  subject: string,
): EventStream<C> {
  const streams = all.get(subject) ?? new Set();
  all.set(subject, streams);
  const stream = new EventStream<C>(
    () => subject,
    () => {
      streams.delete(stream);
      if (streams.size === 0 && all.get(subject) === streams) all.delete(subject);
    },
  );
  streams.add(stream);
  return stream;
}

/** The experiments' changes that these notices tell of, with their epochs, in the order of the notices. */
export async function readChanges(db: Db, notices: readonly EventNotice[]): Promise<ExperimentChange[]> {
  const rows = await db.event.findMany({
    where: { sequence: { in: notices.map(({ sequence }) => sequence) } },
    select: { sequence: true, epoch: true },
  });
  const epochs = new Map(rows.map(({ sequence, epoch }) => [sequence, epochEvent.nullable().parse(epoch)]));
  return notices.flatMap(({ sequence, workspaceId, experimentId }) =>
    experimentId === null
      ? []
      : [{ sequence, workspaceId, experimentId, epoch: epochs.get(sequence) ?? null, reset: false }],
  );
}

/** The versions' changes that these notices tell of. */
export function versionChanges(notices: readonly EventNotice[]): VersionChange[] {
  return notices.flatMap(({ sequence, workspaceId, versionId }) =>
    versionId === null ? [] : [{ sequence, workspaceId, versionId, reset: false }],
  );
}

/** What was done, by these notices. */
export function activityChanges(notices: readonly EventNotice[]): ActivityChange[] {
  return notices.flatMap(({ sequence, workspaceId, activityId }) =>
    activityId === null ? [] : [{ sequence, workspaceId, activityId, reset: false }],
  );
}

function isWanted(notice: EventNotice, subscribers: Iterable<Subscriber>): boolean {
  for (const { interest } of subscribers) if (matches(interest, notice)) return true;
  return false;
}

export function matches(
  interest: Interest,
  { experimentId, workspaceId }: { experimentId: string | null; workspaceId: string },
): boolean {
  if (experimentId === null) return false;
  if ('experimentId' in interest) return interest.experimentId === experimentId;
  if ('experimentIds' in interest) return interest.experimentIds.has(experimentId);
  return interest.workspaceId === workspaceId;
}
