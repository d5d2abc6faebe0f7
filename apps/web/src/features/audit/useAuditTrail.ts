'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { askWhole } from '../../api/askOnce.ts';
import type { AuditTrailQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

const AUDIT_TRAIL = graphql(`
  query AuditTrail($slug: String!, $first: Int!, $after: String) {
    workspace(slug: $slug) {
      id
      auditTrail(first: $first, after: $after) {
        edges {
          node {
            id
            at
            actor {
              id
              name
            }
            tokenName
            verb
            sentence
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

const PAGE = 50;

type Trail = NonNullable<NonNullable<AuditTrailQuery['workspace']>['auditTrail']>;
export type AuditEntry = Trail['edges'][number]['node'];

export interface AuditTrail {
  /** The newest first; null until the first page is there. */
  entries: readonly AuditEntry[] | null;
  hasMore: boolean;
  isLoading: boolean;
  error: string | null;
  loadMore: () => void;
}

/** Who did what in a workspace, by pages of fifty: what is done meanwhile moves none of those that are shown. */
export function useAuditTrail(slug: string): AuditTrail {
  const [entries, setEntries] = useState<readonly AuditEntry[] | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [isLoading, setIsLoading] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const ended = useRef(new AbortController());

  const read = useCallback(
    async (after: string | null) => {
      const { signal } = ended.current;
      setIsLoading(true);
      try {
        const { workspace } = await askWhole(AUDIT_TRAIL, { slug, first: PAGE, after }, signal);
        const page = workspace?.auditTrail;
        const read = page?.edges.map(({ node }) => node) ?? [];
        setEntries((before) => (after === null ? read : [...(before ?? []), ...read]));
        setCursor(page?.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null);
        setError(null);
      } catch (failure) {
        if (!signal.aborted) setError(failure instanceof Error ? failure.message : String(failure));
      } finally {
        if (!signal.aborted) setIsLoading(false);
      }
    },
    [slug],
  );
  useEffect(() => {
    const asking = new AbortController();
    ended.current = asking;
    void read(null);
    return () => asking.abort();
  }, [read]);
  const loadMore = useCallback(() => void read(cursor), [read, cursor]);
  return { entries, hasMore: cursor !== null, isLoading, error, loadMore };
}
