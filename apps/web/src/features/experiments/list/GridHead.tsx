'use client';

import { VisuallyHidden } from '@mantine/core';
import { type PointerEvent, useRef } from 'react';
import type { ExperimentOrder, ExperimentOrderField } from '../../../gql/graphql.ts';
import { type ColumnChoice, NARROWEST, WIDEST } from './columnChoice.ts';
import classes from './ExperimentGrid.module.css';
import type { ShownColumn } from './ExperimentGrid.tsx';

interface GridHeadProps {
  columns: readonly ShownColumn[];
  choice: ColumnChoice;
  onColumns: (choice: ColumnChoice) => void;
  orders: readonly ExperimentOrder[];
  onOrder: (field: ExperimentOrderField, isAdded: boolean) => void;
}

/** The columns' names: pressed they sort, their right edge is drawn to another width. */
export function GridHead({ columns, choice, onColumns, orders, onOrder }: GridHeadProps) {
  return (
    <thead className={classes.head}>
      <tr className={classes.row} aria-rowindex={1}>
        <th scope="col" className={`${classes.box} ${classes.pinned}`}>
          <VisuallyHidden>Chosen</VisuallyHidden>
        </th>
        <th scope="col" className={`${classes.number} ${classes.pinned}`}>
          ID
        </th>
        {columns.map(({ id, name, field, style, width, isNumber, isPinned }) => {
          const place = orders.findIndex((order) => order.field === field);
          const order = field ? orders[place] : undefined;
          return (
            <th
              key={id}
              scope="col"
              className={`${classes.cell} ${isNumber ? classes.right : ''} ${isPinned ? classes.pinned : ''}`}
              style={style}
              aria-sort={order ? (order.direction === 'ASC' ? 'ascending' : 'descending') : undefined}
            >
              {field ? (
                <button
                  type="button"
                  className={classes.sort}
                  title="Sort; with Shift after the others"
                  onClick={(event) => onOrder(field, event.shiftKey)}
                >
                  {name}
                  {order && (
                    <span aria-hidden>
                      {order.direction === 'ASC' ? ' ↑' : ' ↓'}
                      {orders.length > 1 ? place + 1 : ''}
                    </span>
                  )}
                </button>
              ) : (
                name
              )}
              <Edge
                width={width}
                onWidth={(wanted) => onColumns({ ...choice, widths: { ...choice.widths, [id]: wanted } })}
              />
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function Edge({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const from = useRef<{ x: number; width: number } | null>(null);
  const onPointerMove = (event: PointerEvent) => {
    if (!from.current) return;
    const wanted = from.current.width + event.clientX - from.current.x;
    onWidth(Math.min(WIDEST, Math.max(NARROWEST, Math.round(wanted))));
  };
  return (
    <div
      className={classes.edge}
      aria-hidden
      onPointerDown={(event) => {
        from.current = { x: event.clientX, width };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        from.current = null;
      }}
    />
  );
}
