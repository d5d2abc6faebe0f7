/**
 * The sequence number that a subscription's answer carries, whichever its field; null where it carries none. Read by
 * hand: zod would be 21 kB more on every page.
 */
export function newestSequence(data: unknown): number | null {
  if (typeof data !== 'object' || data === null) return null;
  const sequences: number[] = [];
  for (const event of Object.values(data) as unknown[]) {
    if (typeof event !== 'object' || event === null || !('sequence' in event)) return null;
    if (!Number.isInteger(event.sequence)) return null;
    sequences.push(Number(event.sequence));
  }
  return sequences.length > 0 ? Math.max(...sequences) : null;
}
