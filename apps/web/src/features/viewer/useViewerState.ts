'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { changeQuery, useDrawnQuery } from '../../api/addressQuery.ts';
import { parseState, type ViewerState, writeState } from './viewerState.ts';

// Safari takes a hundred changes of the address in half a minute.
const WRITE_AFTER_MS = 300;

export type ChangeState = (changes: Partial<ViewerState>) => void;

/**
 * How the sample is looked at, read from the address and written back to it a moment after the last change. Not by the
 * router: that would ask the server for the page at every step of a slider.
 */
export function useViewerState(channelCount: number): [ViewerState, ChangeState] {
  const search = useDrawnQuery();
  const [state, setState] = useState(() => parseState(new URLSearchParams(search), channelCount));
  const latest = useRef(state);
  const written = useRef(search.toString());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // Back, forward, and links to this page.
  useEffect(() => {
    if (search.toString() === written.current) return;
    written.current = search.toString();
    latest.current = parseState(new URLSearchParams(search), channelCount);
    setState(latest.current);
  }, [search, channelCount]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const change = useCallback<ChangeState>((changes) => {
    latest.current = { ...latest.current, ...changes };
    setState(latest.current);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      written.current = changeQuery((before) => writeState(before, latest.current));
    }, WRITE_AFTER_MS);
  }, []);
  return [state, change];
}
