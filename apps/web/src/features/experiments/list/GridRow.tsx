'use client';

import Link from 'next/link';
import { memo } from 'react';
import { experimentId } from '../../../ui/format.ts';
import { useWorkspacePath } from '../../session/session.tsx';
import classes from './ExperimentGrid.module.css';
import type { ShownColumn } from './ExperimentGrid.tsx';
import type { ListedExperiment } from './useListings.ts';

interface GridRowProps {
  index: number;
  top: number;
  isActive: boolean;
  /** Null until it is read. */
  row: ListedExperiment | null;
  columns: readonly ShownColumn[];
  isSelected: boolean;
  onChoose: (isRange: boolean) => void;
}

function Row({ index, top, isActive, row, columns, isSelected, onChoose }: GridRowProps) {
  const to = useWorkspacePath();
  const name = row ? experimentId(row.number) : '';
  return (
    <tr
      id={`row-${index}`}
      className={classes.row}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-active={isActive}
    >
      <td className={`${classes.box} ${classes.pinned}`}>
        {row && (
          // Not Mantine's, which takes a third of the time that a row takes.
          <input
            type="checkbox"
            className={classes.check}
            aria-label={`Choose ${name}`}
            checked={isSelected}
            tabIndex={-1}
            onChange={() => undefined}
            onClick={(event) => onChoose(event.shiftKey)}
          />
        )}
      </td>
      <td className={`${classes.number} ${classes.pinned}`}>
        {row && (
          <Link href={to(`/experiments/${encodeURIComponent(row.id)}`)} tabIndex={-1} prefetch={false}>
            {name}
          </Link>
        )}
      </td>
      {columns.map(({ id, cell, style, isNumber, isPinned }) => (
        <td
          key={id}
          className={`${classes.cell} ${isNumber ? `number ${classes.right}` : ''} ${isPinned ? classes.pinned : ''}`}
          style={style}
        >
          {row ? cell(row) : <span className={classes.coming} />}
        </td>
      ))}
    </tr>
  );
}

/** One experiment. Drawn again only when it, or where it stands, changes: scrolling moves hundreds of them. */
export const GridRow = memo(
  Row,
  (a, b) =>
    a.row === b.row &&
    a.top === b.top &&
    a.columns === b.columns &&
    a.isActive === b.isActive &&
    a.isSelected === b.isSelected,
);
