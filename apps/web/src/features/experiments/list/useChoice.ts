'use client';

import { notifications } from '@mantine/notifications';
import { useCallback, useRef, useState } from 'react';
import { formatCount } from '../../../ui/format.ts';
import { type Span, type Stretch, spansBetween } from './rows.ts';
import type { ListedExperiment } from './useListings.ts';

// Ten pages to read, and five requests to tag them.
const MOST_AT_ONCE = 1000;

interface Choice {
  /** By their id. */
  selected: ReadonlyMap<string, ListedExperiment>;
  select(row: ListedExperiment, isIn: boolean): void;
  /** All from one place of the list to another; those that were not read yet are read for it. */
  selectBetween(places: readonly [number, number]): void;
  selectNone(): void;
}

/** The experiments that are chosen, wherever in the list they are. */
export function useChoice(
  stretches: readonly Stretch<ListedExperiment>[] | null,
  rowsOf: (spans: readonly Span[]) => Promise<ListedExperiment[]>,
): Choice {
  const [selected, setSelected] = useState<ReadonlyMap<string, ListedExperiment>>(new Map());
  // Whoever chooses none meanwhile does not want what is still being read.
  const round = useRef(0);
  const select = useCallback((row: ListedExperiment, isIn: boolean) => {
    setSelected((before) => {
      const after = new Map(before);
      if (isIn) after.set(row.id, row);
      else after.delete(row.id);
      return after;
    });
  }, []);
  const selectNone = useCallback(() => {
    round.current++;
    setSelected(new Map());
  }, []);
  const selectBetween = useCallback(
    async (places: readonly [number, number]) => {
      const { spans, count } = spansBetween(stretches ?? [], places, MOST_AT_ONCE);
      const begun = round.current;
      try {
        const rows = await rowsOf(spans);
        if (round.current !== begun) return;
        setSelected((before) => new Map([...before, ...rows.map((row) => [row.id, row] as const)]));
        if (count > MOST_AT_ONCE)
          notifications.show({
            id: 'most-at-once',
            message: `The first ${formatCount(MOST_AT_ONCE)} of these ${formatCount(count)} are chosen: no more at once. Filter the list to choose the others.`,
          });
      } catch (failure) {
        // The list was left, or ordered in another way.
        if (failure instanceof DOMException && failure.name === 'AbortError') return;
        const message = failure instanceof Error ? failure.message : String(failure);
        notifications.show({ color: 'red', message });
      }
    },
    [stretches, rowsOf],
  );
  return { selected, select, selectBetween: (places) => void selectBetween(places), selectNone };
}
