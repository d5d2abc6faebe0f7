'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { askWhole } from '../../../api/askOnce.ts';
import type { ExperimentFilter, ExperimentOrder, ListedExperimentsQuery } from '../../../gql/graphql.ts';
import { LISTED_EXPERIMENTS } from './experimentListDocuments.ts';

export type ListedExperiment = NonNullable<ListedExperimentsQuery['experiments']>['edges'][number]['node'];

export interface Listing {
  rows: readonly ListedExperiment[];
  total: number;
  /** Null where there is no more. */
  cursor: string | null;
}

// A screen shows 20 to 40; the next hundred are there before they are scrolled to.
const PAGE = 100;

interface Listings {
  /** By the filter that asks for them, as JSON. */
  listings: ReadonlyMap<string, Listing>;
  error: string | null;
  /** Says that so many rows of that filter are to be seen. */
  want(filter: ExperimentFilter, count: number): void;
  /** Reads again what is shown. */
  refresh(): void;
}

/** Experiments of several filters at once, each read by pages as far as it is wanted. Pages are asked for one by one. */
export function useListings(
  workspace: string,
  orderBy: readonly ExperimentOrder[],
  filters: readonly ExperimentFilter[],
): Listings {
  const order = JSON.stringify(orderBy);
  const [listings, setListings] = useState<ReadonlyMap<string, Listing>>(new Map());
  const [error, setError] = useState<string | null>(null);
  const wanted = useRef(new Map<string, number>());
  // What is no longer looked at is not read again.
  const shown = useRef<ReadonlySet<string>>(new Set());
  shown.current = new Set(filters.map((filter) => JSON.stringify(filter)));
  const read = useRef(new Map<string, Listing>());
  const question = useRef(new AbortController());
  const isReading = useRef(false);

  const publish = useCallback(() => setListings(new Map(read.current)), []);
  const pump = useCallback(async () => {
    if (isReading.current) return;
    isReading.current = true;
    const { signal } = question.current;
    try {
      for (
        let key = nextOf(wanted.current, read.current, shown.current);
        key !== null;
        key = nextOf(wanted.current, read.current, shown.current)
      ) {
        const before = read.current.get(key);
        const variables = { workspace, filter: JSON.parse(key), orderBy: JSON.parse(order), first: PAGE };
        const after = before?.cursor ?? null;
        const { experiments } = await askWhole(LISTED_EXPERIMENTS, { ...variables, after }, signal);
        if (!experiments) throw new Error('There is no such workspace that you may see.');
        const { edges, totalCount, pageInfo } = experiments;
        read.current.set(key, {
          rows: joined(
            before?.rows ?? [],
            edges.map(({ node }) => node),
          ),
          total: totalCount,
          cursor: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
        });
        publish();
      }
      setError(null);
    } catch (failure) {
      if (!signal.aborted) setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      if (question.current.signal === signal) isReading.current = false;
    }
  }, [workspace, order, publish]);

  const begin = useCallback(() => {
    question.current.abort();
    question.current = new AbortController();
    isReading.current = false;
    read.current = new Map();
  }, []);
  useEffect(() => {
    begin();
    void pump();
    return () => question.current.abort();
  }, [begin, pump]);

  const want = useCallback(
    (filter: ExperimentFilter, count: number) => {
      const key = JSON.stringify(filter);
      if ((wanted.current.get(key) ?? 0) < count) wanted.current.set(key, count);
      void pump();
    },
    [pump],
  );
  const refresh = useCallback(() => {
    begin();
    void pump();
  }, [begin, pump]);
  return useMemo(() => ({ listings, error, want, refresh }), [listings, error, want, refresh]);
}

/** A filter of which more is wanted than was read. */
function nextOf(
  wanted: ReadonlyMap<string, number>,
  read: ReadonlyMap<string, Listing>,
  shown: ReadonlySet<string>,
): string | null {
  for (const [key, count] of wanted) {
    if (!shown.has(key)) continue;
    const listing = read.get(key);
    if (!listing || (listing.cursor !== null && listing.rows.length < count)) return key;
  }
  return null;
}

/** A row that moved between two pages is shown once. */
function joined(before: readonly ListedExperiment[], more: readonly ListedExperiment[]): ListedExperiment[] {
  const known = new Set(before.map(({ id }) => id));
  return [...before, ...more.filter(({ id }) => !known.has(id))];
}
