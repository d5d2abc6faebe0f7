import { FIELDS, LABEL, TEXT } from '@asterism/observation';
import * as Y from 'yjs';
import { UNSTORABLE } from '../server/storableText.ts';
import type { CollabLimits } from './limits.ts';
import { Nesting } from './nesting.ts';
import { type Refusal, unreadable } from './refusal.ts';

/** What is to be done with an update. */
export type Verdict =
  /** It may be applied, and brings so many characters. */
  | { kind: 'sound'; characters: number }
  /** It builds upon changes that the document does not have (yet). */
  | { kind: 'unfounded' }
  | { kind: 'refused'; refusal: Refusal };

const ROOTS: ReadonlySet<string> = new Set([TEXT, FIELDS, LABEL]);
const KEY_CHARACTERS = 1000;

const unknownPart: Refusal = {
  code: 'UNKNOWN_PART',
  message: 'A change holds what is no part of an observation. Load the page again.',
};
const unstorable: Refusal = {
  code: 'UNSTORABLE_TEXT',
  message: 'A text holds U+0000 or half a surrogate pair, which cannot be stored. Leave it out.',
};

/** Looks at what an update would do to the document before it is applied. */
export function checkUpdate(
  update: Uint8Array,
  doc: Y.Doc,
  limits: Pick<CollabLimits, 'depth' | 'valueDepth'>,
): Verdict {
  let decoded: ReturnType<typeof Y.decodeUpdate>;
  try {
    decoded = Y.decodeUpdate(update);
  } catch {
    // Too short, no UTF-8, or nested so deep that reading it overflows.
    return { kind: 'refused', refusal: unreadable };
  }
  const { structs, ds } = decoded;
  for (const struct of structs) {
    const refusal = struct instanceof Y.Item ? itemRefusal(struct, limits.valueDepth) : null;
    if (refusal) return { kind: 'refused', refusal };
  }
  const ends = new Map<number, number>();
  let characters = 0;
  const endOf = (client: number) => ends.get(client) ?? Y.getState(doc.store, client);
  for (const struct of structs) {
    const { id, length } = struct;
    const end = endOf(id.client);
    if (id.clock > end) return { kind: 'unfounded' };
    if (id.clock + length <= end) continue;
    ends.set(id.client, id.clock + length);
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) characters += length;
  }
  for (const [client, deleted] of ds.clients)
    for (const { clock, len } of deleted) if (clock + len > endOf(client)) return { kind: 'unfounded' };
  const depth = new Nesting(doc, structs).deepest(limits.depth);
  if (depth === 'unknown') return { kind: 'unfounded' };
  if (depth === 'circular') return { kind: 'refused', refusal: unreadable };
  if (depth > limits.depth)
    return {
      kind: 'refused',
      refusal: {
        code: 'NESTED_TOO_DEEP',
        message: `A change puts more than ${limits.depth} elements into one another. Nest them less.`,
      },
    };
  return { kind: 'sound', characters };
}

function itemRefusal({ parent, parentSub, content }: Y.Item, valueDepth: number): Refusal | null {
  if (typeof parent === 'string' && !ROOTS.has(parent)) return unknownPart;
  if (parentSub !== null && (parentSub.length > KEY_CHARACTERS || UNSTORABLE.test(parentSub)))
    return unstorable;
  if (content instanceof Y.ContentString) return UNSTORABLE.test(content.str) ? unstorable : null;
  if (content instanceof Y.ContentDeleted) return null;
  if (content instanceof Y.ContentType) return isKnownType(content.type) ? null : unknownPart;
  if (content instanceof Y.ContentFormat) return valueRefusal([content.key, content.value], valueDepth);
  if (content instanceof Y.ContentEmbed) return valueRefusal(content.embed, valueDepth);
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON)
    return valueRefusal(content.arr, valueDepth);
  // Bytes and documents within documents.
  return unknownPart;
}

const isKnownType = (type: object): boolean =>
  type instanceof Y.XmlElement ? !UNSTORABLE.test(type.nodeName) : type instanceof Y.XmlText;

function valueRefusal(value: unknown, depth: number): Refusal | null {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? unstorable : null;
  if (typeof value !== 'object' || value === null) return null;
  if (depth === 0 || value instanceof Uint8Array) return unknownPart;
  for (const [key, one] of Object.entries(value)) {
    const refusal = UNSTORABLE.test(key) ? unstorable : valueRefusal(one, depth - 1);
    if (refusal) return refusal;
  }
  return null;
}
