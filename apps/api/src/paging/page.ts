import { refusal } from '../errors.ts';

/** One page of a connection. */
export interface Page<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  totalCount: () => Promise<number>;
}

export interface PageArgs {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

export interface PageRequest {
  limit: number;
  direction: 'FORWARD' | 'BACKWARD';
  cursor: string | null;
  /** Rows that are passed over, from the cursor or the end that is begun with. */
  skip?: number;
}

const DEFAULT_PAGE = 50;

/** Which page is asked for. Throws BAD_USER_INPUT where the arguments do not go together or ask for too much. */
export function pageRequest({ first, after, last, before }: PageArgs, maximum: number): PageRequest {
  const backward = last != null || before != null;
  if (backward && (first != null || after != null))
    throw refusal.badArgument(
      'Use first and after to go forwards, or last and before to go backwards, not both.',
    );
  const limit = (backward ? last : first) ?? Math.min(DEFAULT_PAGE, maximum);
  const name = backward ? 'last' : 'first';
  if (limit < 0) throw refusal.badArgument(`${name} must not be negative; it is ${limit}.`);
  if (limit > maximum)
    throw refusal.badArgument(
      `${name} is ${limit}; at most ${maximum} are given at once. Ask for further pages.`,
    );
  return {
    limit,
    direction: backward ? 'BACKWARD' : 'FORWARD',
    cursor: (backward ? before : after) ?? null,
  };
}

/**
 * Positions of a list of `length` that a page may show, one more than its limit where there are more, in the direction
 * that is asked for. `after` is the first position behind the cursor's row, `at` that of the row or where it was.
 */
export function positionsOf(
  { limit, direction }: PageRequest,
  length: number,
  cursor: { at: number; after: number } | null,
): number[] {
  const forward = direction === 'FORWARD';
  const start = forward ? (cursor?.after ?? 0) : (cursor?.at ?? length) - 1;
  const count = Math.max(0, Math.min(limit + 1, forward ? length - start : start + 1));
  return Array.from({ length: count }, (_, i) => (forward ? start + i : start - i));
}

/** A page out of the rows after (FORWARD) or before (BACKWARD) the cursor, one more than the limit where there are more. */
export function pageOf<T>(
  rows: { cursor: string; node: T }[],
  { limit, direction, cursor, skip = 0 }: PageRequest,
  totalCount: () => Promise<number>,
): Page<T> {
  const hasMore = rows.length > limit;
  const isBeyond = cursor !== null || skip > 0;
  const edges = rows.slice(0, limit);
  if (direction === 'BACKWARD') edges.reverse();
  return {
    edges,
    pageInfo: {
      hasNextPage: direction === 'FORWARD' ? hasMore : isBeyond,
      hasPreviousPage: direction === 'BACKWARD' ? hasMore : isBeyond,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
  };
}
