'use client';

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useSearchState } from '../../api/useSearchState.ts';
import { combine, type SelectMode } from '../map/selection.ts';
import { selectionOf, selectionText } from './selectionText.ts';

interface SelectedSamples {
  /** ID numbers, ascending; empty: nothing is selected. */
  selected: Uint32Array;
  select: (found: Uint32Array, mode: SelectMode) => void;
}

const NONE = new Uint32Array();
const SelectedContext = createContext<SelectedSamples>({ selected: NONE, select: () => undefined });

/** Samples that were selected on a map of the page, for all its views. The address keeps them where they are few. */
export function SelectedSamplesProvider({ children }: { children: ReactNode }) {
  const [search, change] = useSearchState();
  const text = search.get('selected');
  const [selected, setSelected] = useState(() => selectionOf(text));
  const written = useRef(text);
  useEffect(() => {
    // What was written here comes back; anything else was asked for by a link.
    if (text === written.current) return;
    written.current = text;
    setSelected(selectionOf(text));
  }, [text]);
  const latest = useRef(selected);
  latest.current = selected;
  const select = useCallback(
    (found: Uint32Array, mode: SelectMode) => {
      const next = combine(latest.current, found, mode);
      latest.current = next;
      setSelected(next);
      const nextText = selectionText(next);
      if (nextText === written.current) return;
      written.current = nextText;
      change({ selected: nextText });
    },
    [change],
  );
  const value = useMemo(() => ({ selected, select }), [selected, select]);
  return <SelectedContext value={value}>{children}</SelectedContext>;
}

export const useSelectedSamples = (): SelectedSamples => useContext(SelectedContext);
