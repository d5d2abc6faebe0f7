import { z } from 'zod';

const event = z.record(z.string(), z.looseObject({ sequence: z.int() }));

/** The sequence number that a subscription's answer carries, whichever its field; null where it carries none. */
export function newestSequence(data: unknown): number | null {
  const parsed = event.safeParse(data);
  if (!parsed.success) return null;
  const sequences = Object.values(parsed.data).map(({ sequence }) => sequence);
  return sequences.length > 0 ? Math.max(...sequences) : null;
}
