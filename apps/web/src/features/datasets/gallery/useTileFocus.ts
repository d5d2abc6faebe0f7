'use client';

import type { Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef } from 'react';
import { moveFocus } from './grid.ts';

interface TileFocusOptions {
  list: RefObject<HTMLDivElement | null>;
  rows: Virtualizer<Window, Element>;
  columns: number;
  total: number;
  rowsInView: () => number;
  /** The one tile that the Tab key comes to. */
  active: number;
  setActive: (index: number) => void;
}

interface TileFocus {
  /** Brings a tile into view and gives it the focus. */
  focus: (index: number, align: 'auto' | 'center') => void;
  /** Gives the focus to a tile once it is in the page. */
  focusWhenThere: (index: number) => void;
  /** Whether the key moved the focus. */
  move: (event: KeyboardEvent) => boolean;
}

/** Roving focus over tiles of which most are not in the page. */
export function useTileFocus(options: TileFocusOptions): TileFocus {
  const { list, rows, columns, total, rowsInView, active, setActive } = options;
  const isWanted = useRef(false);
  const focusWhenThere = useCallback(
    (index: number) => {
      isWanted.current = true;
      setActive(index);
    },
    [setActive],
  );
  const focus = useCallback(
    (index: number, align: 'auto' | 'center') => {
      focusWhenThere(index);
      rows.scrollToIndex(Math.floor(index / columns), { align });
    },
    [focusWhenThere, rows, columns],
  );
  // After every rendering: the tile may come into the page only when the view has moved to it.
  useEffect(() => {
    if (!isWanted.current) return;
    const cell = list.current?.querySelector<HTMLElement>(`[data-index="${active}"]`);
    if (!cell) return;
    isWanted.current = false;
    cell.focus({ preventScroll: true });
  });
  const move = (event: KeyboardEvent): boolean => {
    const { key, ctrlKey, metaKey } = event;
    const step = { key, toEnds: ctrlKey || metaKey };
    const next = moveFocus(active, step, { columns, count: total, rowsInView: rowsInView() });
    if (next === null) return false;
    event.preventDefault();
    focus(next, 'auto');
    return true;
  };
  return { focus, focusWhenThere, move };
}
