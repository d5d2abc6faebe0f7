/** `opening` until the server has sent the document for the first time. */
export type SavedState = 'opening' | 'saved' | 'saving' | 'offline';

/**
 * What the server has said that it stored. After a change a mark is sent on the same socket; it comes back once every
 * change before it is a row. One mark is on its way at a time: whatever is typed meanwhile waits for the next.
 */
export class Marks {
  #state: SavedState = 'opening';
  #isConnected = false;
  /** Number of the mark on its way. */
  #open: number | null = null;
  #last = 0;
  /** Whether something changed since the last mark was sent. */
  #isChanged = false;
  readonly #send: (mark: number) => void;
  readonly #tell: () => void;

  /** `tell`: the state is another one, or what is stored is more. */
  constructor(send: (mark: number) => void, tell: () => void) {
    this.#send = send;
    this.#tell = tell;
  }

  get state(): SavedState {
    return this.#state;
  }

  /** Something was changed here. */
  changed(): void {
    this.#isChanged = true;
    this.#goOn();
  }

  /** The document is in step, and what was changed here without a connection has been sent. */
  connected(): void {
    this.#isConnected = true;
    this.#goOn();
  }

  /** A mark that was on its way is not coming back: what it stood for is asked again. */
  disconnected(): void {
    this.#isConnected = false;
    this.#isChanged ||= this.#open !== null;
    this.#open = null;
    this.#set('offline');
  }

  /** The server has stored all that was sent before the mark. */
  stored(mark: number): void {
    if (mark !== this.#open) return;
    this.#open = null;
    this.#goOn();
  }

  #goOn(): void {
    if (!this.#isConnected) return;
    if (this.#isChanged && this.#open === null) {
      this.#isChanged = false;
      this.#last++;
      this.#open = this.#last;
      this.#send(this.#last);
    }
    this.#set(this.#open === null ? 'saved' : 'saving');
  }

  #set(state: SavedState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#tell();
  }
}
