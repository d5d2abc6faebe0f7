'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { RefusedError } from '../../api/askOnce.ts';

export interface AnswerState<Answer> {
  /** The newest that is there; while another is made it stays, so that nothing jumps. */
  answer: Answer | null;
  error: string | null;
  isUpdating: boolean;
  /** Asks again. */
  retry: () => void;
}

// The server itself waits a minute before it says so; then it is worth asking at once.
const ASK_AGAIN_MS = 1000;

/**
 * What `load` gives for a wish, anew when the wish changes; null wishes for nothing. What is still being made is asked
 * for again until it is there; what is no longer wished for is given up.
 */
export function useAnswer<Wish, Answer>(
  wish: Wish | null,
  load: (wish: Wish, signal: AbortSignal) => Promise<Answer>,
): AnswerState<Answer> {
  const [state, setState] = useState<Omit<AnswerState<Answer>, 'retry'>>({
    answer: null,
    error: null,
    isUpdating: wish !== null,
  });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef({ wish, load });
  latest.current = { wish, load };
  const key = wish === null ? null : JSON.stringify(wish);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again; the wish is in its key
  useEffect(() => {
    const asked = latest.current.wish;
    if (key === null || asked === null) return;
    const abort = new AbortController();
    setState((before) => ({ ...before, error: null, isUpdating: true }));
    untilReady(() => latest.current.load(asked, abort.signal), abort.signal)
      .then((answer) => {
        if (!abort.signal.aborted) setState({ answer, error: null, isUpdating: false });
      })
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        const message = error instanceof Error ? error.message : String(error);
        setState((before) => ({ ...before, error: message, isUpdating: false }));
      });
    return () => abort.abort();
  }, [key, attempt]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { ...state, retry };
}

async function untilReady<Answer>(load: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      const isComing = error instanceof RefusedError && error.code === 'DECODING_NOT_READY';
      if (!isComing || signal.aborted) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    signal.throwIfAborted();
  }
}
