const PREFIX = 'asterism/observations/';
const UNSAVED = 'asterism.unsaved/';

/** Where this browser keeps its copy of a document; nobody else's account opens it. */
export const keptName = (userId: string, subjectId: string): string => `${PREFIX}${userId}/${subjectId}`;

/**
 * Whether a copy holds what the server has not stored. Of all tabs that have the document open: what one of them writes
 * after another began to save stays marked.
 */
export class Unsaved {
  readonly #key: string;
  /** What the mark was when this tab last had all of it; a change of another tab's makes it another one. */
  #seen: string | null;
  readonly #storage: Storage;

  constructor(name: string, storage: Storage) {
    this.#key = `${UNSAVED}${name}`;
    this.#storage = storage;
    this.#seen = storage.getItem(this.#key);
  }

  /** Something was changed here. */
  changed(): void {
    // No UUID: browsers make them on pages that came by HTTPS alone.
    this.#seen = crypto.getRandomValues(new Uint32Array(2)).join('-');
    this.#storage.setItem(this.#key, this.#seen);
  }

  /** The copy was read: what it held is part of this tab's document. */
  read(): void {
    this.#seen = this.#storage.getItem(this.#key);
  }

  /** The server has stored all of this tab's document. */
  saved(): void {
    if (this.#storage.getItem(this.#key) === this.#seen) this.#storage.removeItem(this.#key);
  }
}

/** Deletes the copies whose every change is stored by the server; those that hold more stay for whoever wrote it. */
export async function forgetSavedCopies(indexed: IDBFactory, storage: Storage): Promise<void> {
  // A browser that cannot say what it keeps has to keep it.
  const databases = (await indexed.databases?.()) ?? [];
  for (const { name } of databases)
    if (name?.startsWith(PREFIX) && storage.getItem(`${UNSAVED}${name}`) === null)
      indexed.deleteDatabase(name);
}
