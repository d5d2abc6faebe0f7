import { z } from 'zod';

const message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('saved'), mark: z.number().int() }),
  z.object({ type: z.literal('changed'), what: z.enum(['comments', 'revisions', 'heirs', 'reviews']) }),
  z.object({ type: z.literal('refused'), code: z.string(), message: z.string() }),
]);

/** What the server says beside the document itself. */
export type ServerMessage = z.output<typeof message>;
/** What may have changed beside the document. */
export type Changed = Extract<ServerMessage, { type: 'changed' }>['what'];

/** Null for what this page does not know, as a newer server may send it. */
export function readServerMessage(payload: string): ServerMessage | null {
  try {
    return message.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}
