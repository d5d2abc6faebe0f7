'use client';

import { IconChevronRight } from '@tabler/icons-react';
import { formatCount, formatScore } from '../../../ui/format.ts';
import classes from './ExperimentGrid.module.css';
import type { Item } from './rows.ts';
import type { ListedExperiment } from './useListings.ts';

interface GroupRowProps {
  index: number;
  top: number;
  isActive: boolean;
  item: Extract<Item<ListedExperiment>, { kind: 'group' }>;
  onToggle: (stretch: number) => void;
}

/** What a group has in common, how many are in it, and its best; pressed, it opens. */
export function GroupRow({ index, top, isActive, item, onToggle }: GroupRowProps) {
  const { group, isOpen, stretch } = item;
  return (
    <tr
      id={`row-${index}`}
      className={`${classes.row} ${classes.group}`}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={index + 2}
      data-active={isActive}
    >
      <td className={classes.groupCell}>
        <button type="button" tabIndex={-1} onClick={() => onToggle(stretch)} aria-expanded={isOpen}>
          <IconChevronRight size={14} aria-hidden data-open={isOpen} />
          <span>{group.name ?? 'none'}</span>
          <span className={classes.faint}>
            {formatCount(group.count)} {group.count === 1 ? 'experiment' : 'experiments'}
            {group.bestSilhouette !== null && (
              <>
                , best silhouette <span className="number">{formatScore(group.bestSilhouette)}</span>
              </>
            )}
          </span>
        </button>
      </td>
    </tr>
  );
}
