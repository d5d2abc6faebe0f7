import { type Db, inTransaction, type VersionClaim } from '@asterism/db';
import type { ImportedFile } from '../children/tasks.ts';
import type { ImportPosition } from './position.ts';
import { writeFiles } from './writeFiles.ts';

export interface UnitWriterOptions {
  db: Db;
  claim: VersionClaim;
  workspaceId: string;
  unitCount: number;
  position: ImportPosition;
  now: () => Date;
  onClaimLost: () => void;
  onError: (error: Error) => void;
}

// A transaction of so many samples takes a fifth of a second.
const BATCH = 500;
// So far reading may be ahead of what is written: one slow file must not let the results of all others pile up.
const AHEAD = 512;

/** Writes what was read, in the order of the units though they are read in any: ID numbers are the same as read one by one. */
export class UnitWriter {
  readonly #options: UnitWriterOptions;
  readonly #waiting = new Map<number, ImportedFile>();
  #position: ImportPosition;
  #writing: Promise<void> | null = null;
  #stopped = false;
  #wake: (() => void)[] = [];

  constructor(options: UnitWriterOptions) {
    this.#options = options;
    this.#position = options.position;
  }

  put(unit: number, file: ImportedFile): void {
    this.#waiting.set(unit, file);
    this.#writing ??= this.#write();
  }

  /** Resolves when the unit is near enough to what is written to be read. */
  async room(unit: number, signal: AbortSignal): Promise<void> {
    while (unit >= this.#position.filesDone + AHEAD && !signal.aborted)
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    signal.throwIfAborted();
  }

  /** Resolves when all that can be written is. */
  async settle(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async #write(): Promise<void> {
    // What is put in the same turn goes into the same transaction.
    await Promise.resolve();
    try {
      for (let batch = this.#next(); batch.length > 0 && !this.#stopped; batch = this.#next()) {
        const { db, claim, workspaceId, unitCount, now } = this.#options;
        const position = this.#position;
        const next = await inTransaction(db, (tx) =>
          writeFiles(tx, claim, { workspaceId, files: batch, position, fileCount: unitCount, now: now() }),
        );
        if (next) this.#position = next;
        else {
          this.#stopped = true;
          this.#options.onClaimLost();
        }
        for (const wake of this.#wake.splice(0)) wake();
      }
    } catch (error) {
      this.#stopped = true;
      this.#options.onError(error instanceof Error ? error : new Error(String(error)));
    } finally {
      this.#writing = null;
    }
  }

  /** The units that come next, as many as are there. */
  #next(): ImportedFile[] {
    const batch: ImportedFile[] = [];
    for (let unit = this.#position.filesDone; batch.length < BATCH; unit++) {
      const file = this.#waiting.get(unit);
      if (!file) break;
      this.#waiting.delete(unit);
      batch.push(file);
    }
    return batch;
  }
}
