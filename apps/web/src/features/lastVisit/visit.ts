/** A time somebody spends in a workspace, with what was looked at. */
export interface Visit {
  /** When the visit before ended; null at the first. ISO 8601, of the browser's clock, as all times here. */
  since: string | null;
  /** When the workspace was last on the screen. */
  seen: string;
  /** Experiments whose pages were opened since then. */
  looked: string[];
}

// Longer than a coffee, shorter than a lunch: whoever was away for so long comes back to news.
const AWAY_MS = 30 * 60_000;
// The oldest are forgotten first.
const LOOKED_MOST = 500;

/** What was kept; null where nothing was, or nothing that can be read. By hand: zod would be 21 kB more on every page. */
export function readVisit(text: string | null): Visit | null {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    return isVisit(kept) ? { since: kept.since, seen: kept.seen, looked: kept.looked } : null;
  } catch {
    return null;
  }
}

const isTime = (value: unknown): value is string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value));

const isVisit = (kept: unknown): kept is Visit =>
  typeof kept === 'object' &&
  kept !== null &&
  'since' in kept &&
  (kept.since === null || isTime(kept.since)) &&
  'seen' in kept &&
  isTime(kept.seen) &&
  'looked' in kept &&
  Array.isArray(kept.looked) &&
  kept.looked.every((id) => typeof id === 'string');

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
