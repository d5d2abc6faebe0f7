'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { askWhole } from '../../../api/askOnce.ts';
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
  const [state, setState] = useState(NONE);
  const reading = useRef<AbortController | null>(null);
  const read = useCallback(async () => {
    // What was asked before may be older than what there is to be seen now.
    reading.current?.abort();
    const controller = new AbortController();
    reading.current = controller;
    const { signal } = controller;
    try {
      const whole = await readAll(subjectId, signal);
      if (!signal.aborted) setState({ ...whole, error: null });
    } catch (error) {
      if (!signal.aborted) setState((before) => ({ ...before, error: messageOf(error) }));
    }
  }, [subjectId]);
  const refresh = useThrottled(() => void read(), EVERY_MS);
  useEffect(() => {
    void read();
    return () => reading.current?.abort();
  }, [read]);
  useChanged('comments', refresh);
  return { ...state, refresh };
}

async function readAll(subjectId: string, signal: AbortSignal): Promise<Omit<Comments, 'error'>> {
  const comments: Said[] = [];
  let after: string | null = null;
  for (;;) {
    // Past the client, which gives the answer that is on its way to whoever asks the same again.
    const page = pageOf(await askWhole(COMMENTS, { subjectId, after }, signal));
    comments.push(...(page?.comments?.edges.map(({ node }) => node) ?? []));
    if (!page?.comments?.pageInfo.hasNextPage) return { observationId: page?.id ?? null, comments };
    after = page.comments.pageInfo.endCursor ?? null;
  }
}

const pageOf = ({ node }: CommentsQuery): CommentPage | null =>
  node && 'observation' in node ? (node.observation ?? null) : null;

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'The server does not answer.';
