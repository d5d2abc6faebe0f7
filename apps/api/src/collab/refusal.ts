/** Why a socket is closed: the code is stable, the sentence says what to do. */
export interface Refusal {
  code: string;
  message: string;
  /** Of the WebSocket; 4400 where nothing else fits. */
  closeCode?: number;
}

export const unreadable: Refusal = {
  code: 'UNREADABLE',
  message: 'A message could not be read. Load the page again.',
};

// The same for what is not there and for what the caller may not see.
export const notFound: Refusal = {
  code: 'NOT_FOUND',
  message: 'There is nothing of that id that you may see.',
  closeCode: 4404,
};

export const documentFull = (bytes: number): Refusal => ({
  code: 'DOCUMENT_FULL',
  message: `An observation may have ${bytes} bytes with its history. Write on in another.`,
});

/** What a script wants to write is not taken. */
export class EditRefused extends Error {
  readonly code: string;
  constructor({ code, message }: Refusal) {
    super(message);
    this.code = code;
  }
}
