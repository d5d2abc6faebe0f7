import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { IndexeddbPersistence } from 'y-indexeddb';
import { Doc } from 'yjs';
import { keptName, Unsaved } from './keptCopies.ts';
import { Marks, type SavedState } from './marks.ts';
import { type Writer, writersOf } from './people.ts';
import { type Changed, readServerMessage } from './serverMessage.ts';

/** How the document stands; a new object whenever something of it changes. */
export interface DocumentState {
  saved: SavedState;
  /** Whether there is a document to show: the server's, or this browser's own without a connection. */
  isReady: boolean;
  /** Why the server does not go on with it, in a sentence; null while it does. */
  refusal: string | null;
  /** Whether that is for what was changed here: as long as it is kept, it is refused again. */
  isChangeRefused: boolean;
  mayWrite: boolean;
  writers: readonly Writer[];
}

interface Opening {
  /** Of the API: the document's name on the socket. */
  subjectId: string;
  /** Who opens it: what is kept in this browser is theirs alone. */
  user: Writer;
  url: string;
  mayWrite: boolean;
  /** What was changed here and not saved is gone, and this one closed: it is to be opened anew. */
  onDropped: () => void;
}

// Of what the server refuses: what it says of the changes, not of who sends them or how often.
const REFUSED_CHANGES: ReadonlySet<string> = new Set([
  'TEXT_TOO_LONG',
  'DOCUMENT_FULL',
  'MESSAGE_TOO_LARGE',
  'UNKNOWN_PART',
  'UNSTORABLE_TEXT',
  'NESTED_TOO_DEEP',
  'UNREADABLE',
  'CHANGES_MISSING',
]);

// A server that starts again is there within seconds; a laptop that wakes up should not wait half a minute.
const RETRY_MOST_MS = 5000;
const NOT_ALLOWED = 'You may not open this observation. Ask an owner of the workspace to let you in.';

// What a script is told by the same codes says nothing to whoever reads a page.
const SENTENCES: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: 'You are signed out. Sign in to go on; what was not saved is kept in this browser.',
  NOT_FOUND: 'It is gone, or you may no longer see it. Ask an owner of the workspace.',
};

/**
 * An open document: what is typed goes to the server by one socket, and into this browser, which keeps what was typed
 * without a connection until it is back.
 */
export class ObservationDocument {
  readonly doc = new Doc({ gc: false });
  readonly provider: HocuspocusProvider;
  readonly #socket: HocuspocusProviderWebsocket;
  readonly #kept: IndexeddbPersistence | null;
  readonly #unsaved: Unsaved | null;
  readonly #marks: Marks;
  readonly #listeners = new Set<() => void>();
  readonly #changeListeners = new Set<(what: Changed) => void>();
  readonly #onOnline = () => void this.#socket.connect();
  #isClosed = false;
  #isKeptRead = false;
  #wasInStep = false;
  #state: DocumentState;
  readonly #mayWrite: boolean;
  readonly #onDropped: () => void;

  constructor({ subjectId, user, url, mayWrite, onDropped }: Opening) {
    this.#mayWrite = mayWrite;
    this.#onDropped = onDropped;
    this.#state = {
      saved: 'opening',
      isReady: false,
      refusal: null,
      isChangeRefused: false,
      mayWrite,
      writers: [],
    };
    this.#marks = new Marks(
      (mark) => this.provider.sendStateless(JSON.stringify({ type: 'mark', mark })),
      () => this.#tell(),
    );
    this.#socket = new HocuspocusProviderWebsocket({ url, maxDelay: RETRY_MOST_MS });
    this.provider = new HocuspocusProvider({
      name: subjectId,
      document: this.doc,
      websocketProvider: this.#socket,
      // The cookie of the upgrade says who it is.
      token: '',
      onSynced: ({ state }) => {
        if (!state) return;
        this.#wasInStep = true;
        this.#marks.connected();
        this.#tell();
      },
      onAuthenticated: ({ scope }) => {
        if (scope === 'readonly') this.#set({ mayWrite: false });
      },
      onAuthenticationFailed: () => this.#refuse(NOT_ALLOWED, false),
      onDisconnect: () => {
        this.#marks.disconnected();
        this.#tell();
      },
      // The server may close the document alone, and nobody opens that again but a new socket.
      onClose: () => this.#socket.webSocket?.close(),
      onStateless: ({ payload }) => this.#hear(payload),
      onAwarenessChange: () =>
        this.#set({ writers: writersOf(this.provider.awareness?.getStates().values() ?? [], user.id) }),
    });
    // After the provider's own listener: the mark follows the change.
    this.doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin === this.provider || !this.#state.mayWrite) return;
      if (origin !== this.#kept) this.#unsaved?.changed();
      this.#marks.changed();
    });
    this.provider.awareness?.setLocalStateField('user', { id: user.id, name: user.name });
    // Whoever only reads has nothing to keep, and what they once wrote as an editor would be refused.
    const name = keptName(user.id, subjectId);
    this.#kept = mayWrite ? new IndexeddbPersistence(name, this.doc) : null;
    this.#unsaved = mayWrite ? new Unsaved(name, window.localStorage) : null;
    void this.#connect();
    window.addEventListener('online', this.#onOnline);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): DocumentState => this.#state;

  /** Tells when the server says that something beside the document changed. */
  readonly onChanged = (listener: (what: Changed) => void): (() => void) => {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  };

  /** Asks the server once more, after it refused. */
  retry(): void {
    this.#set({ refusal: null, isChangeRefused: false, mayWrite: this.#mayWrite });
    void this.#socket.connect();
  }

  /** Lets go of what was changed here and not saved, in this browser too. What is saved is opened anew. */
  async drop(): Promise<void> {
    await this.#kept?.clearData();
    this.#unsaved?.read();
    this.#unsaved?.saved();
    this.#onDropped();
  }

  close(): void {
    this.#isClosed = true;
    window.removeEventListener('online', this.#onOnline);
    this.#listeners.clear();
    this.#changeListeners.clear();
    this.provider.destroy();
    this.#socket.destroy();
    void this.#kept?.destroy();
    this.doc.destroy();
  }

  /** Once this browser's own copy is read: what the server has already is not sent to it as a change then. */
  async #connect(): Promise<void> {
    try {
      await this.#kept?._db;
      await this.#kept?.whenSynced;
      this.#unsaved?.read();
      this.#isKeptRead = this.#kept !== null;
    } catch {
      // A browser that keeps nothing, as in a private window: the server's copy is there all the same.
    }
    if (!this.#isClosed) this.provider.attach();
    this.#tell();
  }

  #hear(payload: string): void {
    const said = readServerMessage(payload);
    if (said?.type === 'saved') this.#marks.stored(said.mark);
    if (said?.type === 'changed') for (const listener of this.#changeListeners) listener(said.what);
    if (said?.type === 'refused')
      this.#refuse(SENTENCES[said.code] ?? said.message, REFUSED_CHANGES.has(said.code));
  }

  /** Coming back would be refused again: it is left at that. */
  #refuse(sentence: string, isChangeRefused: boolean): void {
    this.#socket.disconnect();
    this.#set({ refusal: sentence, isChangeRefused, mayWrite: false });
  }

  #tell(): void {
    const saved = this.#marks.state;
    if (saved === 'saved') this.#unsaved?.saved();
    this.#set({ saved, isReady: this.#wasInStep || (this.#isKeptRead && saved === 'offline') });
  }

  #set(change: Partial<DocumentState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
