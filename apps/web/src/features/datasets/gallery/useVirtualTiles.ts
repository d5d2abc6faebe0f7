'use client';

import { defaultRangeExtractor, useWindowVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import { type Grid, gridOf } from './grid.ts';
import { useMeasure } from './useMeasure.ts';

// The page's bar and the controls, which stay on top.
const COVERED_TOP = 104;
const OVERSCAN_ROWS = 3;

interface VirtualTiles {
  grid: Grid;
  rows: Virtualizer<Window, Element>;
  /** From the document's top to the gallery's. */
  offset: number;
  isMeasured: boolean;
  /** Whole rows that fit into the window. */
  rowsInView: () => number;
}

/** The rows of a gallery that are to be in the page now. The active tile's row always is, so that its focus is not lost. */
export function useVirtualTiles(
  list: RefObject<HTMLDivElement | null>,
  { total, smallest, active }: { total: number; smallest: number; active: number },
): VirtualTiles {
  const { width, offset } = useMeasure(list);
  const grid = gridOf(width, total, smallest);
  const { columns, rowHeight } = grid;
  const activeRow = Math.floor(active / columns);
  const rows = useWindowVirtualizer({
    count: grid.rows,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN_ROWS,
    scrollMargin: offset,
    scrollPaddingStart: COVERED_TOP,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return activeRow < grid.rows && !shown.includes(activeRow)
        ? [...shown, activeRow].sort((a, b) => a - b)
        : shown;
    },
  });
  useAnchor(rows, grid, offset);
  const rowsInView = useCallback(
    () => Math.max(1, Math.floor((window.innerHeight - COVERED_TOP) / rowHeight)),
    [rowHeight],
  );
  return { grid, rows, offset, isMeasured: width > 0, rowsInView };
}

/** Keeps the first sample in view where it is when the number of columns or the height of rows changes. */
function useAnchor(rows: Virtualizer<Window, Element>, { columns, rowHeight }: Grid, offset: number): void {
  const before = useRef({ columns, rowHeight });
  useLayoutEffect(() => {
    const was = before.current;
    if (was.columns === columns && was.rowHeight === rowHeight) return;
    before.current = { columns, rowHeight };
    // Of before the change: nothing has scrolled yet.
    const top = (rows.scrollOffset ?? 0) + COVERED_TOP - offset;
    const first = Math.floor(top / was.rowHeight) * was.columns;
    rows.measure();
    if (first > 0) rows.scrollToIndex(Math.floor(first / columns), { align: 'start' });
  }, [rows, columns, rowHeight, offset]);
}
