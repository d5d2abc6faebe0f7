import type { IncomingMessage } from 'node:http';
import type { Db } from '@asterism/db';
import { Hocuspocus } from '@hocuspocus/server';
import type { FastifyBaseLogger } from 'fastify';
import { documentName, findSubject, type Subject } from '../modules/observations/subject.ts';
import { Gate } from './gate.ts';
import type { GatedSocket } from './gatedSocket.ts';
import type { CollabLimits } from './limits.ts';
import { loadObservation } from './loadObservation.ts';
import { type OpenObservation, ScriptEdit } from './openObservation.ts';
import { putAway } from './putAway.ts';

export interface RoomsOptions {
  db: Db;
  now: () => Date;
  log: Pick<FastifyBaseLogger, 'error'>;
  limits: CollabLimits;
  /** A revision was recorded. */
  onRecorded: (observation: OpenObservation) => void;
}

/** The documents that are in memory, each for as long as somebody has it open. */
export interface Rooms {
  /** Takes a socket; `gate` lets its messages through. */
  connect(socket: GatedSocket, request: IncomingMessage, gate: Gate): void;
  /** Does something with a document, which stays in memory meanwhile. Throws where the subject is gone. */
  use<T>(subject: Subject, task: (observation: OpenObservation) => Promise<T>): Promise<T>;
  find(subject: Subject): OpenObservation | null;
  all(): Iterable<OpenObservation>;
  size(): number;
  /** Lets everybody go, stores what is left, and forgets the documents. */
  close(): Promise<void>;
}

/** Hocuspocus with our ways in and out: it keeps the documents, and tells everybody what changes. */
export function openRooms({ db, now, log, limits, onRecorded }: RoomsOptions): Rooms {
  const opened = new Map<string, OpenObservation>();
  const leaving = new Set<Promise<unknown>>();

  const closeSockets = (name: string): void => {
    for (const { context } of hocuspocus.documents.get(name)?.getConnections() ?? [])
      gateOf(context)?.leave();
  };

  const hocuspocus = new Hocuspocus({
    quiet: true,
    yDocOptions: { gc: false, gcFilter: () => true },
    onAuthenticate: async ({ token, documentName: name, context, connectionConfig }) => {
      const member = await gateOf(context)?.admit(token, name);
      // Without a message nothing is printed: the gate has said why.
      if (!member) throw new Error('');
      connectionConfig.readOnly = member.isReadOnly;
    },
    onLoadDocument: async ({ document, documentName: name, context }) => {
      try {
        const subject = await findSubject(db, name);
        if (!subject) throw new Error('What the observation is of is gone.');
        const onStuck = () => closeSockets(name);
        opened.set(
          name,
          await loadObservation(document, subject, { db, now, log, limits, authorOf, onRecorded, onStuck }),
        );
        document.once('destroy', () => {
          if (opened.get(name)?.document === document) opened.delete(name);
        });
      } catch (error) {
        log.error({ err: error, document: name }, 'an observation could not be loaded');
        gateOf(context)?.leave();
        throw new Error('', { cause: error });
      }
    },
    connected: async ({ connection, context, documentName: name }) => {
      const observation = opened.get(name);
      // Between loading and connecting the last one may have left, and the document with them.
      if (observation?.document === connection.document) gateOf(context)?.opened(connection, observation);
      else gateOf(context)?.leave();
    },
    onDisconnect: async ({ context }) => gateOf(context)?.leave(),
    beforeUnloadDocument: async ({ document, documentName: name }) => {
      const observation = opened.get(name);
      if (observation?.document === document) await putAway(observation, { db, log, limits });
    },
  });

  const leave = (direct: Direct): void => {
    const left = direct.disconnect();
    leaving.add(left);
    left
      .catch((error: unknown) => log.error({ err: error }, 'an observation could not be let go'))
      .finally(() => leaving.delete(left));
  };

  return {
    connect: (socket, request, gate) => hocuspocus.handleConnection(socket, request, { gate }),
    async use(subject, task) {
      const name = documentName(subject);
      const direct = await openDirectly(hocuspocus, name);
      try {
        const observation = opened.get(name);
        if (!observation || observation.document !== direct.document)
          throw new Error('The observation was closed.');
        return await task(observation);
      } finally {
        leave(direct);
      }
    },
    find: (subject) => opened.get(documentName(subject)) ?? null,
    all: () => opened.values(),
    size: () => hocuspocus.documents.size,
    async close() {
      for (const name of opened.keys()) closeSockets(name);
      await Promise.allSettled([...leaving, ...hocuspocus.unloadingDocuments.values()]);
      await Promise.all(
        [...opened.values()].map(async (observation) => {
          await putAway(observation, { db, log, limits });
          observation.document.destroy();
        }),
      );
    },
  };
}

type Direct = Awaited<ReturnType<Hocuspocus['openDirectConnection']>>;

async function openDirectly(hocuspocus: Hocuspocus, name: string): Promise<Direct> {
  for (;;) {
    const direct = await hocuspocus.openDirectConnection(name);
    // It may have left the memory in the moment in which it was asked for.
    if (!direct.document?.isDestroyed) return direct;
  }
}

function authorOf(origin: unknown): string | null {
  if (origin instanceof ScriptEdit) return origin.userId;
  const context: unknown = Object(origin).context;
  return gateOf(context)?.member?.user.id ?? null;
}

function gateOf(context: unknown): Gate | null {
  const { gate } = Object(context);
  return gate instanceof Gate ? gate : null;
}
