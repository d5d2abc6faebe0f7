import { z } from 'zod';

// As others say it of themselves: taken only in this shape.
const said = z.object({ user: z.object({ id: z.string().max(100), name: z.string().max(200) }) });

/** Somebody who has the document open. */
export interface Writer {
  id: string;
  name: string;
}

/** Everybody who has the document open, once however many tabs they have; oneself last. */
export function writersOf(states: Iterable<unknown>, ownId: string): Writer[] {
  const byId = new Map<string, Writer>();
  for (const state of states) {
    const { data } = said.safeParse(state);
    if (data) byId.set(data.user.id, data.user);
  }
  return [...byId.values()].sort(
    (a, b) => Number(a.id === ownId) - Number(b.id === ownId) || a.name.localeCompare(b.name),
  );
}
