import type { Db } from '@asterism/db';
import type { FastifyBaseLogger } from 'fastify';
import * as Y from 'yjs';
import { placeSubject, type Subject } from '../modules/observations/subject.ts';
import { checkUpdate } from './checkUpdate.ts';
import { COLLAB_LIMITS, type CollabLimits } from './limits.ts';
import { type OpenObservation, ScriptEdit } from './openObservation.ts';
import { documentFull, EditRefused } from './refusal.ts';
import { atSnapshot, documentAt, readSnapshot } from './revisions.ts';
import { openRooms, type Rooms } from './rooms.ts';
import { documentOf, ensureObservation, readUnrecorded, readWriters } from './rows.ts';

export interface Edited {
  observationId: string;
  /** The number of the revision that has the edit. */
  revision: number;
}

/** What may have changed of an observation besides its document. */
export type Told = 'comments' | 'revisions' | 'heirs' | 'reviews';

type Change = (doc: Y.Doc) => void | Promise<void>;

/** The documents that people and scripts write together: docs/decisions/observations.md. */
export interface ObservationDocuments {
  readonly limits: CollabLimits;
  /**
   * Changes a copy of the document, and the document by what was changed. Resolves when that is stored and a revision
   * has it. Throws EditRefused for what is not taken, an error where the subject is gone, and what `change` throws.
   */
  edit(subject: Subject, userId: string, change: Change): Promise<Edited>;
  /**
   * The same on the document as it was at a revision (0: before anything was written; null: as it is), merged with what
   * was written since. Null where there is no such revision.
   */
  merge(
    subject: Subject,
    userId: string,
    baseRevision: number | null,
    change: Change,
  ): Promise<Edited | null>;
  /** A copy of the document as it was; null where there is no such revision. */
  documentAt(observationId: string, revision: number): Promise<Y.Doc | null>;
  /**
   * Who wrote under which client's number of the Yjs document; null where the account is gone. An item of a text has
   * that number in its id.
   */
  writers(observationId: string): Promise<ReadonlyMap<number, string | null>>;
  /** The id of the subject's observation, which is made where there is none; null where the subject is gone. */
  ensure(subject: Subject): Promise<string | null>;
  /** Tells all who have the observation open that something of it changed. */
  tell(observationId: string, what: Told): void;
  /** Takes a socket; its gate lets its messages through. */
  connect: Rooms['connect'];
  /** How many documents are in memory. */
  open(): number;
  /** Records revisions of what was stored when a process ended in the midst of it. */
  catchUp(): Promise<void>;
  /** Stores what is left, and lets everything go. */
  close(): Promise<void>;
}

export interface ObservationDocumentsOptions {
  db: Db;
  now: () => Date;
  log: Pick<FastifyBaseLogger, 'error'>;
  limits?: Partial<CollabLimits>;
}

export function openObservationDocuments({
  db,
  now,
  log,
  limits: given = {},
}: ObservationDocumentsOptions): ObservationDocuments {
  const limits = { ...COLLAB_LIMITS, ...given };
  const tellOpen = ({ document }: OpenObservation, what: Told): void =>
    document.broadcastStateless(JSON.stringify({ type: 'changed', what }));
  const rooms = openRooms({
    db,
    now,
    log,
    limits,
    onRecorded: (observation) => tellOpen(observation, 'revisions'),
  });
  const editCopy = async (
    { document, changes, recorder, bytes }: OpenObservation,
    copy: Y.Doc,
    userId: string,
    change: Change,
  ): Promise<Edited> => {
    const before = Y.encodeStateVector(copy);
    await change(copy);
    const update = Y.encodeStateAsUpdate(copy, before);
    const verdict = checkUpdate(update, document, limits);
    if (verdict.kind === 'refused') throw new EditRefused(verdict.refusal);
    if (verdict.kind === 'unfounded') throw new Error('The edit has no foundation.');
    if (bytes + update.byteLength > limits.documentBytes)
      throw new EditRefused(documentFull(limits.documentBytes));
    Y.applyUpdate(document, update, new ScriptEdit(userId));
    const observationId = await changes.ensure();
    return { observationId, revision: await recorder.record() };
  };
  // A document is read with its whole history: one at a time.
  let reading: Promise<void> = Promise.resolve();
  const readInTurn = (observationId: string, revision: number): Promise<Y.Doc | null> => {
    const read = reading.then(() => documentAt(db, observationId, revision));
    reading = read.then(
      () => undefined,
      () => undefined,
    );
    return read;
  };
  return {
    limits,
    edit: (subject, userId, change) =>
      rooms.use(subject, (observation) =>
        editCopy(observation, copyOf(observation.document), userId, change),
      ),
    merge: (subject, userId, baseRevision, change) =>
      rooms.use(subject, async (observation) => {
        const id = await observation.changes.ensure();
        const snapshot = baseRevision ? await readSnapshot(db, id, baseRevision) : null;
        if (baseRevision && !snapshot) return null;
        const copy = baseRevision === 0 ? new Y.Doc({ gc: false }) : copyOf(observation.document);
        return editCopy(observation, snapshot ? atSnapshot(copy, snapshot) : copy, userId, change);
      }),
    documentAt: readInTurn,
    writers: (observationId) => readWriters(db, observationId),
    async ensure(subject) {
      const open = rooms.find(subject);
      if (open) return open.changes.ensure();
      const placed = await placeSubject(db, subject);
      return placed && ensureObservation(db, placed);
    },
    tell(observationId, what) {
      for (const observation of rooms.all())
        if (observation.changes.observationId === observationId) tellOpen(observation, what);
    },
    connect: rooms.connect,
    open: rooms.size,
    async catchUp() {
      for (const subject of await readUnrecorded(db))
        await rooms
          .use(subject, ({ recorder }) => recorder.record())
          .catch((error: unknown) =>
            log.error({ err: error, subject }, 'a revision could not be made up for'),
          );
    },
    close: rooms.close,
  };
}

const copyOf = (doc: Y.Doc): Y.Doc => documentOf([Y.encodeStateAsUpdate(doc)]);
