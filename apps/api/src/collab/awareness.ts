import { createDecoder, readVarString, readVarUint } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';
import type { Awareness } from 'y-protocols/awareness';
import { z } from 'zod';
import { type Refusal, unreadable } from './refusal.ts';

/** Where somebody's caret is, and what else their page tells the others while it is open. */
interface Entry {
  client: number;
  clock: number;
  /** JSON; "null" of whoever goes. */
  state: string;
}

const caretState = z.looseObject({ user: z.looseObject({}).optional().catch(undefined) }).nullable();
// What stands in a style of the page is a colour and nothing else.
const colour = z.string().regex(/^#[0-9a-f]{6}$/i);

export interface CaretOptions {
  awareness: Awareness;
  /** The client under which this socket is seen; null before it said so. */
  own: number | null;
  user: { id: string; name: string };
  /** Of each client that is seen the user. */
  owners: Map<number, string>;
  maxBytes: number;
}

/**
 * What of an awareness update is the sender's own, under the sender's name. Pages send back what they hear of others,
 * which is left out. The result may be null where nothing is left.
 */
export function ownCaret(
  update: Uint8Array,
  { awareness, own, user, owners, maxBytes }: CaretOptions,
): { client: number; update: Uint8Array } | null | Refusal {
  let entries: Entry[];
  try {
    entries = readEntries(update);
  } catch {
    return unreadable;
  }
  let mine: Entry | null = null;
  for (const entry of entries) {
    const { client, clock, state } = entry;
    const owner = owners.get(client);
    const isOwn = own === null ? state !== 'null' && (owner ?? user.id) === user.id : client === own;
    if (isOwn && !mine) mine = entry;
    else if (state !== 'null' && clock > (awareness.meta.get(client)?.clock ?? -1))
      return {
        code: 'NOT_YOUR_CARET',
        message: "A caret was sent under another's number. Load the page again.",
      };
  }
  if (!mine) return null;
  if (Buffer.byteLength(mine.state) > maxBytes)
    return { code: 'CARET_TOO_LARGE', message: `What goes with a caret may have ${maxBytes} bytes.` };
  const state = signed(mine.state, user);
  return state === undefined ? unreadable : { client: mine.client, update: writeEntry({ ...mine, state }) };
}

function readEntries(update: Uint8Array): Entry[] {
  const decoder = createDecoder(update);
  return Array.from({ length: Math.min(readVarUint(decoder), update.byteLength) }, () => ({
    client: readVarUint(decoder),
    clock: readVarUint(decoder),
    state: readVarString(decoder),
  }));
}

function writeEntry({ client, clock, state }: Entry): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, 1);
  writeVarUint(encoder, client);
  writeVarUint(encoder, clock);
  writeVarString(encoder, state);
  return toUint8Array(encoder);
}

/** The state with who it is of, whatever it said; undefined for what is none. */
function signed(state: string, { id, name }: { id: string; name: string }): string | undefined {
  let given: unknown;
  try {
    given = JSON.parse(state);
  } catch {
    return undefined;
  }
  const parsed = caretState.safeParse(given);
  if (!parsed.success) return undefined;
  if (parsed.data === null) return 'null';
  const color = colour.safeParse(parsed.data.user?.['color']).data;
  return JSON.stringify({ ...parsed.data, user: { id, name, ...(color && { color }) } });
}
