export interface Author {
  id: string;
  name: string;
}

/** A version of an observation as the history lists it. */
export interface ListedRevision {
  id: string;
  number: number;
  /** ISO 8601. */
  at: string;
  /** Given by a person. */
  name?: string | null;
  authors: readonly Author[];
}

/** Versions that were written without a longer pause; a named one ends its sitting. */
export interface Sitting {
  /** The newest first; one at least. */
  revisions: readonly ListedRevision[];
  newest: ListedRevision;
  /** Everybody who wrote in it, once each. */
  authors: readonly Author[];
}

// Longer than thinking about a sentence, shorter than a break.
const PAUSE_MS = 10 * 60_000;

/** Groups versions by when they were written. `revisions`: the newest first. */
export function sittingsOf(revisions: readonly ListedRevision[]): Sitting[] {
  const groups: ListedRevision[][] = [];
  for (const revision of revisions) {
    const group = groups.at(-1);
    const later = group?.at(-1);
    if (group && later && !revision.name && Date.parse(later.at) - Date.parse(revision.at) < PAUSE_MS)
      group.push(revision);
    else groups.push([revision]);
  }
  return groups.map((group) => ({
    revisions: group,
    newest: group[0]!,
    authors: [...new Map(group.flatMap(({ authors }) => authors.map((one) => [one.id, one]))).values()],
  }));
}
