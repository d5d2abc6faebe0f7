'use client';

import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { leavePlace, takePlace } from './place.ts';

interface ReturnOptions {
  list: RefObject<HTMLDivElement | null>;
  versionId: string;
  total: number;
  columns: number;
  rowHeight: number;
  /** From the document's top to the gallery's. */
  offset: number;
  isMeasured: boolean;
  focusWhenThere: (index: number) => void;
}

/** Brings the gallery back to where it was left for a sample's page. Gives what is to be called on leaving. */
export function useReturn(options: ReturnOptions): (index: number) => void {
  const { list, versionId, total, columns, rowHeight, offset, isMeasured, focusWhenThere } = options;
  const isDone = useRef(false);
  useEffect(() => {
    if (!isMeasured || isDone.current) return;
    isDone.current = true;
    const left = takePlace(sessionStorage, versionId);
    if (!left || left.index >= total) return;
    focusWhenThere(left.index);
    // After Next has moved the new page to its top.
    requestAnimationFrame(() =>
      window.scrollTo({ top: offset + Math.floor(left.index / columns) * rowHeight - left.top }),
    );
  }, [versionId, total, columns, rowHeight, offset, isMeasured, focusWhenThere]);
  return useCallback(
    (index) => {
      const cell = list.current?.querySelector(`[data-index="${index}"]`);
      if (cell) leavePlace(sessionStorage, versionId, { index, top: cell.getBoundingClientRect().top });
    },
    [list, versionId],
  );
}
