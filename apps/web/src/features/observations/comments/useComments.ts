'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { type OperationResult, useClient } from 'urql';
import { useThrottled } from '../../../api/useThrottled.ts';
import type { CommentsQuery } from '../../../gql/graphql.ts';
import { useChanged } from '../document/DocumentProvider.tsx';
import { COMMENTS, type CommentPage } from './commentDocuments.ts';
import type { Said } from './threads.ts';

interface Comments {
  /** Null before anything was said or written. */
  observationId: string | null;
  /** Null before they are read. */
  comments: readonly Said[] | null;
  error: string | null;
}

const NONE: Comments = { observationId: null, comments: null, error: null };
const EVERY_MS = 300;

/** All comments on a subject, read again whenever the server says that there are others. */
export function useComments(subjectId: string): Comments & { refresh: () => void } {
  const client = useClient();
  const [state, setState] = useState(NONE);
  const asked = useRef(0);
  const read = useCallback(async () => {
    const turn = ++asked.current;
    const comments: Said[] = [];
    let after: string | null = null;
    for (;;) {
      const answer: OperationResult<CommentsQuery> = await client
        .query(COMMENTS, { subjectId, after }, { requestPolicy: 'network-only' })
        .toPromise();
      // What was asked for later is newer.
      if (turn !== asked.current) return;
      if (!answer.data) {
        setState((before) => ({ ...before, error: answer.error?.message ?? 'The server does not answer.' }));
        return;
      }
      const page = pageOf(answer.data);
      comments.push(...(page?.comments?.edges.map(({ node }) => node) ?? []));
      after = page?.comments?.pageInfo.hasNextPage ? (page.comments.pageInfo.endCursor ?? null) : null;
      if (after === null) {
        setState({ observationId: page?.id ?? null, comments, error: null });
        return;
      }
    }
  }, [client, subjectId]);
  const refresh = useThrottled(() => void read(), EVERY_MS);
  useEffect(() => {
    void read();
    return () => {
      asked.current++;
    };
  }, [read]);
  useChanged('comments', refresh);
  return { ...state, refresh };
}

const pageOf = ({ node }: CommentsQuery): CommentPage | null =>
  node && 'observation' in node ? (node.observation ?? null) : null;
