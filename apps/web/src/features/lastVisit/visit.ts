import { z } from 'zod';

const visit = z.object({
  /** When the visit before ended; null at the first. ISO 8601, of the browser's clock, as all times here. */
  since: z.iso.datetime().nullable(),
  /** When the workspace was last on the screen. */
  seen: z.iso.datetime(),
  /** Experiments whose pages were opened since then. */
  looked: z.array(z.string()),
});

/** A time somebody spends in a workspace, with what was looked at. */
export type Visit = z.infer<typeof visit>;

// Longer than a coffee, shorter than a lunch: whoever was away for so long comes back to news.
const AWAY_MS = 30 * 60_000;
// The oldest are forgotten first.
const LOOKED_MOST = 500;

/** What was kept; null where nothing was, or nothing that can be read. */
export function readVisit(text: string | null): Visit | null {
  try {
    return visit.safeParse(JSON.parse(text ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}

/** The visit that goes on now: the same one, or a new one after half an hour away. */
export function continued(before: Visit | null, now: Date): Visit {
  const seen = now.toISOString();
  if (!before) return { since: null, seen, looked: [] };
  if (now.getTime() - Date.parse(before.seen) > AWAY_MS) return { since: before.seen, seen, looked: [] };
  return { ...before, seen };
}

/** With an experiment that was looked at. */
export function withLooked(before: Visit, id: string): Visit {
  if (before.looked.includes(id)) return before;
  return { ...before, looked: [...before.looked, id].slice(-LOOKED_MOST) };
}
