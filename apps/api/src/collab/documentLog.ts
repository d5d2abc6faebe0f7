import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '@asterism/db';
import type { FastifyBaseLogger } from 'fastify';
import type { PlacedSubject } from '../modules/observations/subject.ts';
import { ensureObservation, insertUpdates, insertWriters, type UpdateRow } from './rows.ts';

export interface DocumentLogOptions {
  db: Db;
  subject: PlacedSubject;
  /** Null before the first change. */
  observationId: string | null;
  lastSequence: bigint;
  writers: Iterable<number>;
  log: Pick<FastifyBaseLogger, 'error'>;
  storingSeconds: number;
  /** Nothing could be stored for that long, or ever will be, as the subject was deleted. Called again while it lasts. */
  onStuck: () => void;
}

interface Waiter {
  position: number;
  resolve(sequence: bigint): void;
  reject(error: Error): void;
}

// One statement takes what came while the one before ran: 100 ms of ten who type are 10 rows.
const ROWS_AT_ONCE = 500;
const RETRY_AFTER_MS = 250;

/** The changes of one open document on their way to Postgres, in their order. */
export class DocumentLog {
  readonly #options: DocumentLogOptions;
  readonly #writers: Set<number>;
  #observationId: string | null;
  #queue: UpdateRow[] = [];
  #newWriters = new Map<number, string>();
  #waiters: Waiter[] = [];
  #appended = 0;
  #stored = 0;
  #lastSequence: bigint;
  #writing: Promise<void> | null = null;
  #closed: Error | null = null;

  constructor(options: DocumentLogOptions) {
    this.#options = options;
    this.#writers = new Set(options.writers);
    this.#observationId = options.observationId;
    this.#lastSequence = options.lastSequence;
  }

  get observationId(): string | null {
    return this.#observationId;
  }

  get isSettled(): boolean {
    return this.#stored === this.#appended;
  }

  /** Nothing can be stored any more. */
  get isClosed(): boolean {
    return this.#closed !== null;
  }

  /** Takes a change that the document has already, with the clients that it brings. */
  append(row: UpdateRow, clients: Iterable<number>): void {
    this.#appended++;
    this.#queue.push(row);
    if (row.userId !== null)
      for (const client of clients)
        if (!this.#writers.has(client)) {
          this.#writers.add(client);
          this.#newWriters.set(client, row.userId);
        }
    this.#write();
  }

  /** The id of the row of the observation, which is made where there is none. */
  async ensure(): Promise<string> {
    const id = this.#observationId ?? (await ensureObservation(this.#options.db, this.#options.subject));
    if (id === null) throw this.#gone();
    this.#observationId = id;
    return id;
  }

  /** Resolves when everything that was appended by now is stored, to the number of its last row. */
  async stored(): Promise<bigint> {
    if (this.#closed) throw this.#closed;
    if (this.isSettled) return this.#lastSequence;
    const position = this.#appended;
    return new Promise((resolve, reject) => this.#waiters.push({ position, resolve, reject }));
  }

  /** Nothing is stored any more: whoever waits is told. */
  close(reason: Error): void {
    this.#closed ??= reason;
    this.#queue = [];
    for (const { reject } of this.#waiters.splice(0)) reject(this.#closed);
  }

  #gone(): Error {
    const error = new Error('What the observation is of was deleted.');
    this.close(error);
    this.#options.onStuck();
    return error;
  }

  #write(): void {
    this.#writing ??= this.#drain().finally(() => {
      this.#writing = null;
      if (this.#queue.length > 0 && !this.#closed) this.#write();
    });
  }

  async #drain(): Promise<void> {
    // What is appended in the same turn goes along.
    await Promise.resolve();
    let failingSince: number | null = null;
    while (this.#queue.length > 0 && !this.#closed) {
      try {
        await this.#storeSome();
        failingSince = null;
      } catch (error) {
        if (this.#closed) return;
        if (failingSince === null) this.#options.log.error({ err: error }, 'changes could not be stored yet');
        failingSince ??= performance.now();
        if (performance.now() - failingSince > this.#options.storingSeconds * 1000) this.#options.onStuck();
        await wait(RETRY_AFTER_MS);
      }
    }
  }

  async #storeSome(): Promise<void> {
    const { db } = this.#options;
    const id = await this.ensure();
    const rows = this.#queue.slice(0, ROWS_AT_ONCE);
    const writers = new Map(this.#newWriters);
    if (writers.size > 0) await insertWriters(db, id, writers);
    for (const client of writers.keys()) this.#newWriters.delete(client);
    const sequences = await insertUpdates(db, id, rows);
    if (!sequences) throw this.#gone();
    if (this.#closed) return;
    this.#queue.splice(0, rows.length);
    const before = this.#stored;
    this.#stored += rows.length;
    this.#lastSequence = sequences.at(-1) ?? this.#lastSequence;
    const done = this.#waiters.filter(({ position }) => position <= this.#stored);
    this.#waiters = this.#waiters.filter(({ position }) => position > this.#stored);
    for (const { position, resolve } of done) resolve(sequences[position - before - 1] ?? this.#lastSequence);
  }
}
