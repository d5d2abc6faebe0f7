'use client';

import type { ReactNode } from 'react';
import { formatCount } from '../../ui/format.ts';
import { clusterColor } from '../../ui/palette.ts';
import classes from './ClusterButtons.module.css';
import { clusterName } from './samples.ts';
import { useSelection } from './useSelection.ts';

// Ten rows of them; HDBSCAN may find hundreds of small ones.
const MOST = 48;

/** Each cluster's colour with what is said of it; pressing one lets it stand out in all views. Of very many the first. */
export function ClusterButtons({ clusters }: { clusters: readonly { label: number; says: ReactNode }[] }) {
  const { cluster, choose } = useSelection();
  return (
    <ul className={classes.list}>
      {clusters.slice(0, MOST).map(({ label, says }) => (
        <li key={label}>
          <button
            type="button"
            className={classes.button}
            aria-pressed={cluster === label}
            title={cluster === label ? 'Show all alike' : 'Let this one stand out'}
            onClick={() => choose({ cluster: cluster === label ? null : label })}
          >
            <span className={classes.mark} style={{ background: clusterColor(label) }} aria-hidden />
            <span>
              {clusterName(label)}: {says}
            </span>
          </button>
        </li>
      ))}
      {clusters.length > MOST && (
        <li className={classes.more}>and {formatCount(clusters.length - MOST)} more</li>
      )}
    </ul>
  );
}
