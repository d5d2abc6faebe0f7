'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { askWhole } from '../../../api/askOnce.ts';
import type { ObservationFilter } from '../../../gql/graphql.ts';
import type { RowObservation } from './ObservationRow.tsx';
import { OBSERVATIONS } from './observationsDocuments.ts';
import { isObserved } from './subjects.ts';

const PAGE = 50;

export interface Observations {
  /** The last written first; null until the first page is there. */
  rows: readonly RowObservation[] | null;
  total: number | null;
  hasMore: boolean;
  isLoading: boolean;
  error: string | null;
  loadMore: () => void;
}

/** The observations of a workspace that fit, by pages of fifty. `filter`: null while it is not known, and the same as long as it asks for the same. */
export function useObservations(workspace: string, filter: ObservationFilter | null): Observations {
  const [rows, setRows] = useState<readonly RowObservation[] | null>(null);
  const [total, setTotal] = useState<number | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [isLoading, setLoading] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const ended = useRef(new AbortController());

  const read = useCallback(
    async (after: string | null) => {
      const { signal } = ended.current;
      setLoading(true);
      try {
        const { observations } = await askWhole(
          OBSERVATIONS,
          { workspace, filter, first: PAGE, after },
          signal,
        );
        const fresh = (observations?.edges ?? []).flatMap(({ node }) =>
          isObserved(node.subject) ? [{ ...node, subject: node.subject }] : [],
        );
        setRows((before) => (after === null ? fresh : withoutTwice([...(before ?? []), ...fresh])));
        setTotal(observations?.totalCount ?? 0);
        setCursor(observations?.pageInfo.hasNextPage ? (observations.pageInfo.endCursor ?? null) : null);
        setError(null);
      } catch (failure) {
        if (!signal.aborted) setError(failure instanceof Error ? failure.message : String(failure));
      } finally {
        if (!signal.aborted) setLoading(false);
      }
    },
    [workspace, filter],
  );
  useEffect(() => {
    const asking = new AbortController();
    ended.current = asking;
    if (filter) void read(null);
    return () => asking.abort();
  }, [read, filter]);
  const loadMore = useCallback(() => void read(cursor), [read, cursor]);
  return { rows, total, hasMore: cursor !== null, isLoading, error, loadMore };
}

/** One that was written between two pages comes in both. */
const withoutTwice = (rows: readonly RowObservation[]): RowObservation[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];
