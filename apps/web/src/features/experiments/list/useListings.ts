'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { askWhole } from '../../../api/askOnce.ts';
import type { ExperimentFilter, ExperimentOrder, ListedExperimentsQuery } from '../../../gql/graphql.ts';
import { LISTED_EXPERIMENTS } from './experimentListDocuments.ts';
import { missingPage, outOfDate, PAGE, type ReadPages, withPage } from './readPages.ts';

export type ListedExperiment = NonNullable<ListedExperimentsQuery['experiments']>['edges'][number]['node'];

type Listing = ReadPages<ListedExperiment>;

/** Places from 0, both among them. */
export interface Places {
  first: number;
  last: number;
}

interface Listings {
  /** By the filter that asks for them, as JSON. */
  listings: ReadonlyMap<string, Listing>;
  error: string | null;
  /** Says which rows of that filter are looked at: they are read next. */
  want(filter: ExperimentFilter, places: Places): void;
  /** Those rows, read where they were not. Rejects with a sentence, and with AbortError where the list was left. */
  rowsAt(filter: ExperimentFilter, places: Places): Promise<ListedExperiment[]>;
  /** Reads again what is shown. */
  refresh(): void;
}

/** Experiments of several filters at once, each read where it is looked at. Pages are asked for one by one. */
export function useListings(
  workspace: string,
  orderBy: readonly ExperimentOrder[],
  filters: readonly ExperimentFilter[],
): Listings {
  const order = JSON.stringify(orderBy);
  const [listings, setListings] = useState<ReadonlyMap<string, Listing>>(new Map());
  const [error, setError] = useState<string | null>(null);
  const wanted = useRef(new Map<string, Places>());
  // What is no longer looked at is not read again.
  const shown = useRef<ReadonlySet<string>>(new Set());
  shown.current = new Set(filters.map((filter) => JSON.stringify(filter)));
  const read = useRef(new Map<string, Listing>());
  const question = useRef(new AbortController());
  const isReading = useRef(false);

  const publish = useCallback(() => setListings(new Map(read.current)), []);
  const readPage = useCallback(
    async (key: string, page: number, signal: AbortSignal) => {
      const variables = { workspace, filter: JSON.parse(key), orderBy: JSON.parse(order) };
      const at = { first: PAGE, skip: page * PAGE };
      const { experiments } = await askWhole(LISTED_EXPERIMENTS, { ...variables, ...at }, signal);
      if (!experiments) throw new Error('There is no such workspace that you may see.');
      const rows = experiments.edges.map(({ node }) => node);
      const listing = withPage(read.current.get(key), page, { rows, total: experiments.totalCount });
      read.current.set(key, listing);
      publish();
      return listing;
    },
    [workspace, order, publish],
  );
  const pump = useCallback(async () => {
    if (isReading.current) return;
    isReading.current = true;
    const { signal } = question.current;
    try {
      for (
        let next = nextOf(wanted.current, read.current, shown.current);
        next !== null;
        next = nextOf(wanted.current, read.current, shown.current)
      )
        await readPage(next.key, next.page, signal);
      setError(null);
    } catch (failure) {
      if (!signal.aborted) setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      if (question.current.signal === signal) isReading.current = false;
    }
  }, [readPage]);

  const stop = useCallback(() => {
    question.current.abort();
    question.current = new AbortController();
    isReading.current = false;
  }, []);
  useEffect(() => {
    stop();
    read.current = new Map();
    void pump();
    return () => question.current.abort();
  }, [stop, pump]);

  const want = useCallback(
    (filter: ExperimentFilter, places: Places) => {
      // Who goes on to another place no longer waits for what lies between.
      wanted.current.set(JSON.stringify(filter), places);
      void pump();
    },
    [pump],
  );
  const rowsAt = useCallback(
    async (filter: ExperimentFilter, { first, last }: Places) => {
      const key = JSON.stringify(filter);
      const { signal } = question.current;
      const found: ListedExperiment[] = [];
      for (let page = Math.floor(first / PAGE); page * PAGE <= last; page++) {
        const before = read.current.get(key);
        const { rows } = before?.pages.includes(page) ? before : await readPage(key, page, signal);
        for (
          let place = Math.max(first, page * PAGE);
          place <= Math.min(last, page * PAGE + PAGE - 1);
          place++
        ) {
          const row = rows.get(place);
          if (row) found.push(row);
        }
      }
      return found;
    },
    [readPage],
  );
  const refresh = useCallback(() => {
    stop();
    read.current = new Map([...read.current].map(([key, listing]) => [key, outOfDate(listing)]));
    void pump();
  }, [stop, pump]);
  return useMemo(
    () => ({ listings, error, want, rowsAt, refresh }),
    [listings, error, want, rowsAt, refresh],
  );
}

/** A page of a filter that is looked at and was not read. */
function nextOf(
  wanted: ReadonlyMap<string, Places>,
  read: ReadonlyMap<string, Listing>,
  shown: ReadonlySet<string>,
): { key: string; page: number } | null {
  for (const [key, places] of wanted) {
    if (!shown.has(key)) continue;
    const page = missingPage(read.get(key), places);
    if (page !== null) return { key, page };
  }
  return null;
}
