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
