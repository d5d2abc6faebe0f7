import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '@asterism/db';
import { Hocuspocus } from '@hocuspocus/server';
import type { FastifyBaseLogger } from 'fastify';
import * as Y from 'yjs';
import {
  documentName,
  findSubject,
  placeSubject,
  type Subject,
  subjectColumn,
} from '../modules/observations/subject.ts';
import { checkUpdate } from './checkUpdate.ts';
import { DocumentLog } from './documentLog.ts';
import { Gate } from './gate.ts';
import type { GatedSocket } from './gatedSocket.ts';
import { COLLAB_LIMITS, type CollabLimits } from './limits.ts';
import { type OpenObservation, ScriptEdit } from './openObservation.ts';
import { atSnapshot, documentAt, RevisionRecorder } from './revisions.ts';
import { applyAll, compact, documentOf, ensureObservation, readStored } from './rows.ts';

export interface Edited {
  observationId: string;
  /** The number of the revision that has the edit. */
  revision: number;
}

/** What may have changed of an observation besides its document. */
export type Told = 'comments' | 'revisions' | 'heirs' | 'reviews';

/** The documents that people and scripts write together: docs/decisions/observations.md. */
export interface ObservationDocuments {
  readonly limits: CollabLimits;
  /**
   * Changes a copy of the document, and the document by what was changed. Resolves when that is stored and a revision
   * has it. Throws where the subject is gone, and what `change` throws.
   */
  edit(subject: Subject, userId: string, change: (doc: Y.Doc) => void | Promise<void>): Promise<Edited>;
  /**
   * The same on the document as it was at a revision, merged with what was written since; null where there is no such
   * revision. `baseRevision` null or 0: before anything was written.
   */
  merge(
    subject: Subject,
    userId: string,
    baseRevision: number | null,
    change: (doc: Y.Doc) => void | Promise<void>,
  ): Promise<Edited | null>;
  /** A copy of the document as it was; null where there is no such revision. */
  documentAt(observationId: string, revision: number): Promise<Y.Doc | null>;
  /** The id of the subject's observation, which is made where there is none; null where the subject is gone. */
  ensure(subject: Subject): Promise<string | null>;
  /** Tells all who have the observation open that something of it changed. */
  tell(observationId: string, what: Told): void;
  /** Takes a socket; `gate` lets its messages through. */
  connect(socket: GatedSocket, request: IncomingMessage, gate: Gate): void;
  /** How many documents are in memory. */
  open(): number;
  /** Stores what is left, and lets everything go. */
  close(): Promise<void>;
}

export interface ObservationDocumentsOptions {
  db: Db;
  now: () => Date;
  log: Pick<FastifyBaseLogger, 'error' | 'warn'>;
  limits?: Partial<CollabLimits>;
}

// Loading so many rows besides the snapshot takes a few milliseconds.
const COMPACT_ROWS = 200;

export function openObservationDocuments({
  db,
  now,
  log,
  limits: given = {},
}: ObservationDocumentsOptions): ObservationDocuments {
  const limits = { ...COLLAB_LIMITS, ...given };
  const opened = new Map<string, OpenObservation>();
  const ending = new Set<Promise<unknown>>();

  const closeSockets = (name: string): void => {
    for (const { context } of hocuspocus.documents.get(name)?.getConnections() ?? [])
      gateOf(context)?.leave();
  };

  const tellOpen = ({ document }: OpenObservation, what: Told): void =>
    document.broadcastStateless(JSON.stringify({ type: 'changed', what }));

  const openDocument = async (document: OpenObservation['document'], name: string): Promise<void> => {
    const subject = await findSubject(db, name);
    if (!subject) throw new Error('What the observation is of is gone.');
    const stored = await readStored(db, subjectColumn(subject));
    if (stored) applyAll(document, stored.updates);
    const changes = new DocumentLog({
      db,
      subject,
      observationId: stored?.observationId ?? null,
      lastSequence: stored?.lastSequence ?? 0n,
      writers: stored?.writers ?? [],
      log,
      storingSeconds: limits.storingSeconds,
      onStuck: () => closeSockets(name),
      onGone: () => closeSockets(name),
    });
    const observation: OpenObservation = {
      document,
      subject,
      changes,
      recorder: new RevisionRecorder({
        db,
        doc: document,
        changes,
        revision: stored?.revision ?? 0,
        unrecorded: stored?.hasUnrecorded ? stored.unrecordedAuthors : null,
        now,
        log,
        onRecorded: () => tellOpen(observation, 'revisions'),
      }),
      bytes: stored?.bytes ?? 0,
      rowsAfterSnapshot: stored?.rowsAfterSnapshot ?? 0,
      owners: new Map(),
    };
    document.on('update', (update: Uint8Array, origin: unknown) => {
      const userId = authorOf(origin);
      observation.bytes += update.byteLength;
      observation.rowsAfterSnapshot++;
      changes.append({ update: new Uint8Array(update), userId }, Y.parseUpdateMeta(update).from.keys());
      observation.recorder.changed(userId);
    });
    document.once('destroy', () => {
      observation.recorder.close();
      changes.close(new Error('The document is closed.'));
      if (opened.get(name) === observation) opened.delete(name);
    });
    opened.set(name, observation);
  };

  /** Everything that is to be done before the document may leave the memory. */
  const settle = async (observation: OpenObservation): Promise<void> => {
    const { changes, recorder } = observation;
    const until = performance.now() + limits.storingSeconds * 1000;
    while (!changes.isClosed && (recorder.isDue || !changes.isSettled) && performance.now() < until)
      try {
        await within(until - performance.now(), recorder.record());
      } catch (error) {
        log.error({ err: error }, 'an observation could not be put away yet');
        await wait(250);
      }
    if (changes.isClosed || changes.observationId === null || observation.rowsAfterSnapshot < COMPACT_ROWS)
      return;
    await compact(db, changes.observationId).catch((error: unknown) =>
      log.error({ err: error }, 'an observation could not be made compact'),
    );
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
        await openDocument(document, name);
      } catch (error) {
        log.error({ err: error, document: name }, 'an observation could not be loaded');
        gateOf(context)?.leave();
        throw new Error('', { cause: error });
      }
    },
    connected: async ({ connection, context, documentName: name }) => {
      const gate = gateOf(context);
      const observation = opened.get(name);
      // Between loading and connecting the last one may have left, and the document with them.
      if (observation?.document === connection.document) gate?.opened(connection, observation);
      else gate?.leave();
    },
    onDisconnect: async ({ context }) => gateOf(context)?.leave(),
    beforeUnloadDocument: async ({ document, documentName: name }) => {
      const observation = opened.get(name);
      if (observation?.document === document) await settle(observation);
    },
  });

  const editCopy = async (
    subject: Subject,
    userId: string,
    copyOf: (live: Y.Doc, observationId: string) => Promise<Y.Doc | null>,
    change: (doc: Y.Doc) => void | Promise<void>,
  ): Promise<Edited | null> => {
    const name = documentName(subject);
    const direct = await openDirectly(hocuspocus, name);
    try {
      const observation = opened.get(name);
      if (!observation || observation.document !== direct.document)
        throw new Error('The observation was closed.');
      const observationId = await observation.changes.ensure();
      const copy = await copyOf(observation.document, observationId);
      if (!copy) return null;
      const before = Y.encodeStateVector(copy);
      await change(copy);
      const update = Y.encodeStateAsUpdate(copy, before);
      const verdict = checkUpdate(update, observation.document, limits);
      if (verdict.kind !== 'sound')
        throw new Error(verdict.kind === 'refused' ? verdict.refusal.message : 'The edit has no foundation.');
      Y.applyUpdate(observation.document, update, new ScriptEdit(userId));
      return { observationId, revision: await observation.recorder.record() };
    } finally {
      const left = direct.disconnect();
      ending.add(left);
      left
        .catch((error: unknown) => log.error({ err: error }, 'an observation could not be let go'))
        .finally(() => ending.delete(left));
    }
  };

  const copyAt = async (observationId: string, live: Y.Doc, revision: number): Promise<Y.Doc | null> => {
    if (revision === 0) return new Y.Doc({ gc: false });
    const row = await db.observationRevision.findUnique({
      where: { observationId_number: { observationId, number: revision } },
      select: { snapshot: true },
    });
    return row && atSnapshot(documentOf([Y.encodeStateAsUpdate(live)]), row.snapshot);
  };

  return {
    limits,
    async edit(subject, userId, change) {
      const edited = await editCopy(
        subject,
        userId,
        async (live) => documentOf([Y.encodeStateAsUpdate(live)]),
        change,
      );
      if (!edited) throw new Error('A document has a copy of itself.');
      return edited;
    },
    merge: (subject, userId, baseRevision, change) =>
      editCopy(subject, userId, (live, id) => copyAt(id, live, baseRevision ?? 0), change),
    documentAt: (observationId, revision) => documentAt(db, observationId, revision),
    async ensure(subject) {
      const open = opened.get(documentName(subject));
      if (open) return open.changes.ensure();
      const placed = await placeSubject(db, subject);
      return placed && ensureObservation(db, placed);
    },
    tell(observationId, what) {
      for (const observation of opened.values())
        if (observation.changes.observationId === observationId) tellOpen(observation, what);
    },
    connect: (socket, request, gate) => hocuspocus.handleConnection(socket, request, { gate }),
    open: () => hocuspocus.documents.size,
    async close() {
      for (const name of opened.keys()) closeSockets(name);
      await Promise.allSettled([...ending]);
      await Promise.all(
        [...opened.values()].map(async (observation) => {
          await settle(observation);
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

/** The task's result, or an error where it takes longer than that. */
async function within<T>(ms: number, task: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('It takes too long.')), Math.max(0, ms));
  });
  try {
    return await Promise.race([task, late]);
  } finally {
    clearTimeout(timer);
  }
}
