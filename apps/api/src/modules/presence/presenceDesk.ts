import { randomUUID } from 'node:crypto';
import type { Db } from '@asterism/db';
import type { EventHub } from '../progress/eventHub.ts';
import { LatestStream } from './latestStream.ts';
import {
  endSittings,
  endStale,
  keepSittings,
  type Page,
  readWhoIsHere,
  type Sitting,
  type WhoIsHere,
} from './sittings.ts';

/** Knows who has a workspace open, over all API processes: docs/decisions/live.md. */
export interface PresenceDesk {
  /**
   * Who is here, as it is and as it becomes. With a sitting, whoever reads is here too, until the stream is ended.
   */
  watch(
    workspaceId: string,
    sitting: { userId: string; page: Page } | null,
  ): Promise<AsyncIterableIterator<WhoIsHere>>;
  whoIsHere(workspaceId: string): Promise<WhoIsHere>;
  /** Ends all streams and what they held open. */
  close(): Promise<void>;
}

export interface PresenceDeskOptions {
  db: Db;
  events: EventHub;
  now: () => Date;
  onError: (error: unknown) => void;
  beatEveryMs?: number;
  expireAfterMs?: number;
  lingerMs?: number;
  gatherMs?: number;
}

export function openPresenceDesk({
  db,
  events,
  now,
  onError,
  beatEveryMs = 5000,
  // Three beats, so that one that is late shows nobody out.
  expireAfterMs = 15_000,
  // Whoever goes on to another page, or loads it again, ends one stream and opens the next: nobody is to see them go.
  lingerMs = 1500,
  gatherMs = 100,
}: PresenceDeskOptions): PresenceDesk {
  const sittings = new Map<string, Sitting>();
  const rooms = new Map<string, Set<LatestStream<WhoIsHere>>>();
  const lingering = new Map<string, NodeJS.Timeout>();
  const stale = new Set<string>();
  let gathering: NodeJS.Timeout | undefined;

  // One after another: a beat that was on its way when a sitting ended would bring it back.
  let writing: Promise<void> = Promise.resolve();
  const write = (task: () => Promise<void>): Promise<void> => {
    const written = writing.then(task);
    // Whoever waits for it is told; the next one is written all the same.
    writing = written.catch(() => undefined);
    return written;
  };

  const beat = setInterval(() => {
    if (rooms.size === 0) return;
    void write(async () => {
      if (sittings.size > 0) await keepSittings(db, [...sittings.values()]);
      await endStale(db, expireAfterMs);
    }).catch(onError);
  }, beatEveryMs);

  const end = (ids: readonly string[]): Promise<void> => {
    for (const id of ids) {
      sittings.delete(id);
      clearTimeout(lingering.get(id));
      lingering.delete(id);
    }
    return write(() => endSittings(db, ids));
  };

  // All who look at a workspace are told by one read.
  const tell = async (workspaceId: string): Promise<void> => {
    const here = await readWhoIsHere(db, workspaceId, expireAfterMs);
    for (const stream of rooms.get(workspaceId) ?? []) stream.push(here);
  };
  const readAgain = (workspaceId: string | null): void => {
    for (const id of workspaceId === null ? rooms.keys() : [workspaceId]) if (rooms.has(id)) stale.add(id);
    gathering ??= setTimeout(() => {
      gathering = undefined;
      const ids = [...stale];
      stale.clear();
      for (const id of ids) tell(id).catch(onError);
    }, gatherMs);
  };
  const unlisten = [
    events.onPresence(readAgain),
    // With a membership its sittings are gone, of which nobody tells.
    events.onAccessChange(() => readAgain(null)),
  ];

  const openStream = (workspaceId: string, onEnd: () => void): LatestStream<WhoIsHere> => {
    const room = rooms.get(workspaceId) ?? new Set();
    rooms.set(workspaceId, room);
    const stream = new LatestStream<WhoIsHere>(() => {
      room.delete(stream);
      if (room.size === 0) rooms.delete(workspaceId);
      onEnd();
    });
    room.add(stream);
    return stream;
  };

  return {
    async watch(workspaceId, wanted) {
      const id = randomUUID();
      const leave = () => {
        if (!sittings.has(id)) return;
        lingering.set(
          id,
          setTimeout(() => void end([id]).catch(onError), lingerMs),
        );
      };
      const stream = openStream(workspaceId, leave);
      try {
        if (wanted) {
          const { userId, page } = wanted;
          const sitting = { id, workspaceId, userId, ...page, openedAt: now() };
          sittings.set(id, sitting);
          await write(() => keepSittings(db, [sitting]));
        }
        stream.push(await readWhoIsHere(db, workspaceId, expireAfterMs));
        return stream;
      } catch (error) {
        stream.end();
        throw error;
      }
    },
    whoIsHere: (workspaceId) => readWhoIsHere(db, workspaceId, expireAfterMs),
    async close() {
      for (const stop of unlisten) stop();
      clearInterval(beat);
      clearTimeout(gathering);
      for (const stream of [...rooms.values()].flatMap((room) => [...room])) stream.end();
      // What cannot be taken back runs out by itself, and is to keep nobody from stopping.
      await end([...sittings.keys()]).catch(onError);
    },
  };
}
