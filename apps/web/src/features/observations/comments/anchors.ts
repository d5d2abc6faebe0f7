import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

/** Where words begin and end, as Yjs follows them through everybody's edits; each an encoded relative position in base64. */
export interface Anchor {
  start: string;
  end: string;
}

/** In positions of ProseMirror. */
export interface Range {
  from: number;
  to: number;
}

type Mapping = Parameters<typeof absolutePositionToRelativePosition>[2];

/** A text and the nodes that the editor shows of it, as y-tiptap's binding knows them. */
export interface BoundText {
  text: Y.XmlFragment;
  mapping: Mapping;
}

/** Follows the words of a range: what is typed right before or after them does not belong to them. */
export function anchorOf({ from, to }: Range, { text, mapping }: BoundText): Anchor {
  const doc = docOf(text);
  const follow = (at: number, assoc: number): string => {
    const position: Y.RelativePosition = absolutePositionToRelativePosition(at, text, mapping);
    return encode(sided(position, doc, assoc));
  };
  return { start: follow(from, 0), end: follow(to, -1) };
}

/** Where the words of an anchor are now; null where none of them is left, or the anchor is none of this text. */
export function rangeOf({ start, end }: Anchor, { text, mapping }: BoundText): Range | null {
  const doc = docOf(text);
  const find = (encoded: string): number | null => {
    const position = decode(encoded);
    // y-tiptap takes a position on a letter for lost if it is the first of the text; one on the place before it is not.
    return position && relativePositionToAbsolutePosition(doc, text, sided(position, doc, -1), mapping);
  };
  const [from, to] = [find(start), find(end)];
  return from !== null && to !== null && from < to ? { from, to } : null;
}

/** The same place, kept to the letter after it (0) or before it (-1); a place between nodes as it is. */
function sided(position: Y.RelativePosition, doc: Y.Doc, assoc: number): Y.RelativePosition {
  const place = Y.createAbsolutePositionFromRelativePosition(position, doc);
  if (!(place?.type instanceof Y.XmlText)) return position;
  return Y.createRelativePositionFromTypeIndex(place.type, place.index, assoc);
}

function docOf(text: Y.XmlFragment): Y.Doc {
  if (!text.doc) throw new Error('The text is in no document.');
  return text.doc;
}

const encode = (position: Y.RelativePosition): string =>
  btoa(String.fromCharCode(...Y.encodeRelativePosition(position)));

/** Null of what is no position: anchors come from other clients. */
function decode(encoded: string): Y.RelativePosition | null {
  try {
    return Y.decodeRelativePosition(Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0)));
  } catch {
    return null;
  }
}
