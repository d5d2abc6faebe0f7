import type { Db } from '@asterism/db';
import type { FastifyBaseLogger } from 'fastify';
import * as Y from 'yjs';
import { notifyMentioned } from '../modules/notifications/notifyMentioned.ts';
import { tellOfWriting } from '../modules/observations/tell.ts';
import type { DocumentLog } from './documentLog.ts';
import { type Reading, readDocument } from './reading.ts';
import { documentOf, readStored } from './rows.ts';

// A revision is what somebody did before they paused; of steady typing it is five seconds' worth.
const AFTER_CHANGE_MS = 1000;
const AT_LEAST_EVERY_MS = 5000;

export interface RevisionRecorderOptions {
  db: Db;
  doc: Y.Doc;
  changes: DocumentLog;
  revision: number;
  /** Who changed something that no revision has; null where there is nothing. */
  unrecorded: readonly string[] | null;
  now: () => Date;
  log: Pick<FastifyBaseLogger, 'error'>;
  onRecorded: (reading: Reading) => void;
}

/** Records revisions of one open document by itself, and says on the observation's row how it stands. */
export class RevisionRecorder {
  readonly #options: RevisionRecorderOptions;
  #revision: number;
  #authors = new Set<string>();
  /** Those of them who changed it on a page. */
  #typists = new Set<string>();
  #isDue = false;
  #timer: NodeJS.Timeout | undefined;
  /** When the first change came that no revision has. */
  #since: number | null = null;
  #recording: Promise<unknown> = Promise.resolve();

  constructor(options: RevisionRecorderOptions) {
    this.#options = options;
    this.#revision = options.revision;
    if (!options.unrecorded) return;
    for (const author of options.unrecorded) this.#authors.add(author);
    this.#isDue = true;
    this.#schedule();
  }

  get isDue(): boolean {
    return this.#isDue;
  }

  /** Of a script's change its mutation tells. */
  changed(userId: string | null, isScripts: boolean): void {
    if (userId !== null) this.#authors.add(userId);
    if (userId !== null && !isScripts) this.#typists.add(userId);
    this.#isDue = true;
    this.#schedule();
  }

  /** Records how the document stands now, where no revision has it. Resolves to the number of its revision. */
  record(): Promise<number> {
    const recorded = this.#recording.then(() => this.#record());
    // Whoever waits for it is told; the next one is recorded all the same.
    this.#recording = recorded.catch(() => undefined);
    return recorded;
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    const now = performance.now();
    this.#since ??= now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.record().catch((error: unknown) => this.#failed(error)),
      Math.max(0, Math.min(AFTER_CHANGE_MS, this.#since + AT_LEAST_EVERY_MS - now)),
    );
  }

  #failed(error: unknown): void {
    if (this.#options.changes.isClosed) return;
    this.#options.log.error({ err: error }, 'a revision could not be recorded');
    this.#since = null;
    this.#schedule();
  }

  async #record(): Promise<number> {
    if (!this.#isDue) return this.#revision;
    const { db, doc, changes, now, onRecorded } = this.#options;
    const authors = [...this.#authors];
    const typists = [...this.#typists];
    const snapshot = new Uint8Array(Y.encodeSnapshot(Y.snapshot(doc)));
    const reading = readDocument(doc);
    this.#authors.clear();
    this.#typists.clear();
    this.#isDue = false;
    this.#since = null;
    clearTimeout(this.#timer);
    try {
      const recordedSequence = await changes.stored();
      const id = await changes.ensure();
      const at = now();
      this.#revision = await db.$transaction(async (tx) => {
        const { revision } = await tx.observation.update({
          where: { id },
          data: { ...reading.row, revision: { increment: 1 }, recordedSequence, updatedAt: at },
        });
        await tx.observationRevision.create({
          data: { observationId: id, number: revision, at, authorIds: authors, snapshot },
        });
        for (const actorId of typists)
          await tellOfWriting(tx, { actorId, tokenId: null }, { observationId: id, verb: 'wrote', at });
        await notifyMentioned(tx, {
          observationId: id,
          userIds: reading.mentionedUserIds,
          authorIds: authors,
          at,
        });
        return revision;
      });
    } catch (error) {
      for (const author of authors) this.#authors.add(author);
      for (const typist of typists) this.#typists.add(typist);
      this.#isDue = true;
      throw error;
    }
    onRecorded(reading);
    return this.#revision;
  }
}

/** By what a revision is found again in the document; null where there is none of that number. */
export async function readSnapshot(
  db: Db,
  observationId: string,
  revision: number,
): Promise<Uint8Array | null> {
  const row = await db.observationRevision.findUnique({
    where: { observationId_number: { observationId, number: revision } },
    select: { snapshot: true },
  });
  return row?.snapshot ?? null;
}

/** The observation's document as it was at a revision; null where there is none of that number. */
export async function documentAt(db: Db, observationId: string, revision: number): Promise<Y.Doc | null> {
  const snapshot = await readSnapshot(db, observationId, revision);
  const stored = snapshot && (await readStored(db, { id: observationId }));
  return stored && atSnapshot(documentOf(stored.updates), snapshot);
}

/** A document as it was when the snapshot was taken of it. */
export function atSnapshot(doc: Y.Doc, snapshot: Uint8Array): Y.Doc {
  return Y.createDocFromSnapshot(doc, Y.decodeSnapshot(snapshot), new Y.Doc({ gc: false }));
}
