'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { type OperationResult, useClient } from 'urql';
import type {
  ExperimentFilter,
  ExperimentOrder,
  ExperimentRowFragment,
  ExperimentsPageQuery,
} from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

const EXPERIMENTS = graphql(`
  query ExperimentsPage(
    $workspace: String!
    $filter: ExperimentFilter
    $orderBy: [ExperimentOrder!]
    $first: Int
    $after: String
  ) {
    experiments(workspace: $workspace, filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount
      edges {
        node {
          ...ExperimentRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const PAGE = 50;

interface Listing {
  /** The question that this answers. */
  key: string;
  rows: readonly ExperimentRowFragment[];
  total: number;
  /** Null where there is no more. */
  cursor: string | null;
}

interface Experiments {
  listing: Listing | null;
  error: string | null;
  isLoadingMore: boolean;
  loadMore(): void;
  /** Reads again what is shown. */
  refresh(): void;
}

interface Request {
  workspace: string;
  filter: ExperimentFilter;
  orderBy: ExperimentOrder[];
}

/** Experiments by pages of fifty. Rows stay in sight while others are asked for. */
export function useExperiments(request: Request): Experiments {
  const client = useClient();
  const [listing, setListing] = useState<Listing | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isLoadingMore, setIsLoadingMore] = useState(false);
  const key = JSON.stringify(request);
  // Answers to an earlier question are dropped.
  const question = useRef(0);

  const readPage = useCallback(
    async (after: string | null): Promise<Listing> => {
      const variables = { ...(JSON.parse(key) as Request), first: PAGE, after };
      const { data, error: failure }: OperationResult<ExperimentsPageQuery> = await client
        .query(EXPERIMENTS, variables, { requestPolicy: 'network-only' })
        .toPromise();
      const page = data?.experiments;
      if (!page) throw new Error(failure?.message ?? 'The experiments could not be read.');
      return {
        key,
        rows: page.edges.map((edge) => edge.node),
        total: page.totalCount,
        cursor: page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null,
      };
    },
    [client, key],
  );

  const read = useCallback(
    async (before: Listing | null, isEnough: (read: Listing) => boolean) => {
      question.current += 1;
      const mine = question.current;
      try {
        let listed = before;
        do {
          const page = await readPage(listed?.cursor ?? null);
          if (mine !== question.current) return;
          listed = { ...page, rows: joined(listed?.rows ?? [], page.rows) };
        } while (listed.cursor !== null && !isEnough(listed));
        setListing(listed);
        setError(null);
      } catch (failure) {
        if (mine === question.current) setError(failure instanceof Error ? failure.message : String(failure));
      } finally {
        if (mine === question.current) setIsLoadingMore(false);
      }
    },
    [readPage],
  );

  useEffect(() => void read(null, () => true), [read]);
  const refresh = useCallback(
    () => void read(null, ({ rows }) => rows.length >= (listing?.rows.length ?? 0)),
    [read, listing],
  );
  const loadMore = useCallback(() => {
    if (!listing?.cursor || listing.key !== key) return;
    setIsLoadingMore(true);
    void read(listing, () => true);
  }, [read, listing, key]);
  return { listing, error, isLoadingMore, loadMore, refresh };
}

/** A row that moved between two pages is shown once. */
function joined(
  before: readonly ExperimentRowFragment[],
  more: readonly ExperimentRowFragment[],
): ExperimentRowFragment[] {
  const known = new Set(before.map(({ id }) => id));
  return [...before, ...more.filter(({ id }) => !known.has(id))];
}
