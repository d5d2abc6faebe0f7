import { TEXT } from '@asterism/observation';
import * as Y from 'yjs';
import { z } from 'zod';

/** Where the words begin and end that a comment is on: relative positions as Yjs encodes them. */
export interface Anchor {
  start: Uint8Array<ArrayBuffer>;
  end: Uint8Array<ArrayBuffer>;
}

// A position is the ids of a type and of a letter, each two numbers of ten bytes at most, and a side.
const LONGEST_BASE64 = 200;

const position = z
  .base64()
  .max(LONGEST_BASE64)
  .transform((text) => Uint8Array.from(Buffer.from(text, 'base64')))
  .refine(isPosition, { error: 'An anchor is two relative positions of Yjs within the text, in base64.' });

/** An anchor as a page gives it. */
export const givenAnchor = z.object({ start: position, end: position });

/** Whether they are the bytes of a position that names no part of the document but its text. */
function isPosition(bytes: Uint8Array): boolean {
  try {
    const { tname } = Y.decodeRelativePosition(bytes);
    return tname === null || tname === TEXT;
  } catch {
    // Whatever bytes a stranger sends: what Yjs cannot read is none.
    return false;
  }
}
