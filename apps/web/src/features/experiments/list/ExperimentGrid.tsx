'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ExperimentOrder, ExperimentOrderField } from '../../../gql/graphql.ts';
import type { KeyLine } from '../../keys/KeysProvider.tsx';
import { useKeys } from '../../keys/useKeys.ts';
import type { ColumnChoice } from './columnChoice.ts';
import { COLUMNS, type GridColumn } from './columns.tsx';
import classes from './ExperimentGrid.module.css';
import { GridHead } from './GridHead.tsx';
import { GridRow } from './GridRow.tsx';
import { GroupRow } from './GroupRow.tsx';
import { itemAt, itemCount, type Span, type Stretch, spansBetween } from './rows.ts';
import type { ListedExperiment } from './useListings.ts';

// The row height of LOOK's comfortable tables, and room for the box and the number before the columns.
export const ROW = 40;
export const [BOX, NUMBER] = [40, 76] as const;

const GRID_KEYS: readonly KeyLine[] = [
  [['Tab'], 'to the table, which then hears the keys below'],
  [['↑', '↓', 'k', 'j'], 'previous, next row; with Shift all between are chosen'],
  [['Space', 'x'], 'choose the row, with Shift all up to it; open or close a group'],
  [['Enter'], 'open the experiment'],
  [['Page ↑', 'Page ↓', 'Home', 'End'], 'by the page, to the first, to the last'],
  [['Esc'], 'choose none'],
];

interface ExperimentGridProps {
  stretches: readonly Stretch<ListedExperiment>[];
  columns: ColumnChoice;
  onColumns: (choice: ColumnChoice) => void;
  orders: readonly ExperimentOrder[];
  onOrder: (field: ExperimentOrderField, isAdded: boolean) => void;
  selected: ReadonlySet<string>;
  /** In or out. */
  onSelect: (row: ListedExperiment, isIn: boolean) => void;
  /** All from one place of the list to another, in whichever order, read or not. */
  onSelectBetween: (places: readonly [number, number]) => void;
  onSelectNone: () => void;
  onOpen: (row: ListedExperiment) => void;
  onToggleGroup: (stretch: number) => void;
  /** Those rows are to be seen. */
  onWant: (span: Span) => void;
}

/** Experiments in rows of which only those in sight are drawn; steered by arrows, space and Enter. */
export function ExperimentGrid(props: ExperimentGridProps) {
  const { stretches, columns, onColumns, orders, onOrder, selected, onSelectBetween, onWant } = props;
  useKeys('In the table', GRID_KEYS);
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const anchor = useRef(0);
  const shown = useMemo(() => shownColumns(columns), [columns]);
  const count = itemCount(stretches);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const [top, bottom] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => {
    const { spans } = spansBetween(stretches, [top, bottom], bottom - top + 1);
    for (const span of spans) onWant(span);
  }, [top, bottom, stretches, onWant]);

  const choose = (index: number, isRange: boolean) => {
    const item = itemAt(stretches, index);
    if (item?.kind !== 'row') return;
    if (isRange) onSelectBetween([anchor.current, index]);
    else if (item.row) props.onSelect(item.row, !selected.has(item.row.id));
    anchor.current = index;
    setActive(index);
  };
  const goTo = (index: number) => {
    const next = Math.max(0, Math.min(count - 1, index));
    setActive(next);
    virtual.scrollToIndex(next);
    return next;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW) - 2);
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      j: active + 1,
      ArrowUp: active - 1,
      k: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: count - 1,
    };
    const item = itemAt(stretches, active);
    const move = moves[event.key];
    if (move !== undefined && !event.ctrlKey && !event.metaKey) {
      const next = goTo(move);
      if (event.shiftKey) onSelectBetween([anchor.current, next]);
      else anchor.current = next;
    } else if (event.key === ' ' || event.key === 'x') {
      if (item?.kind === 'group') props.onToggleGroup(item.stretch);
      else choose(active, event.shiftKey);
    } else if (event.key === 'Enter') {
      if (item?.kind === 'group') props.onToggleGroup(item.stretch);
      else if (item?.row) props.onOpen(item.row);
    } else if (event.key === 'Escape') props.onSelectNone();
    else return;
    event.preventDefault();
  };
  return (
    <div ref={scroller} className={classes.scroller}>
      <table
        className={classes.wide}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is what a table steered by arrows is.
        role="grid"
        tabIndex={0}
        aria-label="Experiments"
        aria-rowcount={count + 1}
        aria-multiselectable="true"
        aria-activedescendant={`row-${active}`}
        onKeyDown={onKeyDown}
      >
        <GridHead columns={shown} choice={columns} onColumns={onColumns} orders={orders} onOrder={onOrder} />
        <tbody className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const item = itemAt(stretches, index);
            if (!item) return null;
            const place = { index, top: start, isActive: index === active };
            return item.kind === 'group' ? (
              <GroupRow key={`group-${index}`} {...place} item={item} onToggle={props.onToggleGroup} />
            ) : (
              <GridRow
                key={item.row?.id ?? `row-${index}`}
                {...place}
                row={item.row}
                columns={shown}
                isSelected={item.row !== null && selected.has(item.row.id)}
                onChoose={(isRange) => choose(index, isRange)}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

export interface ShownColumn extends GridColumn {
  style: CSSProperties;
  isPinned: boolean;
}

/** In their order, with where they stand; pinned ones keep to the left edge. */
function shownColumns({ shown, widths, pinned }: ColumnChoice): ShownColumn[] {
  let left = BOX + NUMBER;
  return shown.flatMap((id, place) => {
    const column = COLUMNS.find((one) => one.id === id);
    if (!column) return [];
    const width = widths[id] ?? column.width;
    const isPinned = place < pinned;
    const style: CSSProperties = { width, ...(isPinned ? { left } : {}) };
    left += width;
    return [{ ...column, width, style, isPinned }];
  });
}
