import { DEEPEST, MOST_CHARACTERS } from '@asterism/observation';

/** What one client may send to the socket of observations. */
export interface CollabLimits {
  /** Of one message. */
  messageBytes: number;
  /** Of all updates of a document together. */
  documentBytes: number;
  /** Of a document's text. */
  textCharacters: number;
  messagesPerWindow: number;
  bytesPerWindow: number;
  windowSeconds: number;
  /** What may wait to be read by a socket. */
  unreadBytes: number;
  awarenessBytes: number;
  /** Elements within elements. */
  depth: number;
  /** Lists and objects within an attribute's value. */
  valueDepth: number;
  /** For so long a socket may stay without saying whose it is, or without the first exchange of what both have. */
  patienceSeconds: number;
  /** For so long what cannot be stored is tried again before those who wait for it are let go. */
  storingSeconds: number;
  /** So many rows more than the snapshot has are put into it when the document leaves the memory. */
  compactRows: number;
}

export const COLLAB_LIMITS: CollabLimits = {
  // What somebody wrote in a day without a connection comes as one message; a novel is 1 MB.
  messageBytes: 1 << 20,
  documentBytes: 16 << 20,
  // Twice what Markdown may have: what was replaced counts until the next revision.
  textCharacters: 2 * MOST_CHARACTERS,
  // A page that comes back sends what was typed meanwhile key by key, with the caret and a mark each: 5,000 keys.
  messagesPerWindow: 20_000,
  bytesPerWindow: 4 << 20,
  windowSeconds: 10,
  // Several documents of the greatest size could be asked for faster than they are read.
  unreadBytes: 32 << 20,
  awarenessBytes: 4096,
  // Of a table in the deepest block the rows, the cells, their paragraphs, the texts and the letters.
  depth: DEEPEST + 5,
  valueDepth: 8,
  patienceSeconds: 20,
  storingSeconds: 15,
  // Loading so many besides the snapshot takes a few milliseconds.
  compactRows: 200,
};
