'use client';

import { useCallback, useEffect, useState } from 'react';
import { type OperationResult, useClient } from 'urql';
import type { VersionSamplesQuery } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

const SAMPLES = graphql(`
  query VersionSamples($id: ID!, $after: String) {
    node(id: $id) {
      ... on DatasetVersion {
        id
        samples(first: 1000, after: $after) {
          totalCount
          edges {
            node {
              id
              index
              fileName
              thumbnailUrl
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

export interface VersionSample {
  id: string;
  index: number;
  fileName: string;
  thumbnailUrl: string;
}

interface VersionSamples {
  /** Those that are there so far, in order of their ID numbers. Null before the first page. */
  samples: readonly VersionSample[] | null;
  total: number;
  error: string | null;
}

const NONE: VersionSamples = { samples: null, total: 0, error: null };

/** All samples of a version: the first thousand at once, the others page after page. A version never changes, so what was read stays. */
export function useVersionSamples(
  versionId: string | null | undefined,
): VersionSamples & { retry: () => void } {
  const client = useClient();
  const [state, setState] = useState(NONE);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads again
  useEffect(() => {
    setState(NONE);
    if (!versionId) return;
    let isOver = false;
    const read = async () => {
      const samples: VersionSample[] = [];
      let after: string | null = null;
      for (;;) {
        const answer: OperationResult<VersionSamplesQuery> = await client
          .query(SAMPLES, { id: versionId, after }, { requestPolicy: 'cache-first' })
          .toPromise();
        if (isOver) return;
        const node = answer.data?.node;
        const page = node && 'samples' in node ? node.samples : null;
        if (!page) {
          setState({ samples: null, total: 0, error: answer.error?.message ?? 'There is no such version.' });
          return;
        }
        samples.push(...page.edges.map((edge) => edge.node));
        setState({ samples: [...samples], total: page.totalCount, error: null });
        if (!page.pageInfo.hasNextPage) return;
        after = page.pageInfo.endCursor ?? null;
      }
    };
    void read();
    return () => {
      isOver = true;
    };
  }, [client, versionId, attempt]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { ...state, retry };
}
