'use client';

import Link from 'next/link';
import { useEffect } from 'react';
import type { HomeQuery } from '../../gql/graphql.ts';
import { formatCount } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { ServedImage } from '../../ui/ServedImage.tsx';
import { useWorkspacePath } from '../session/session.tsx';
import classes from './HomePage.module.css';

type Dataset = NonNullable<HomeQuery['datasets']>['edges'][number]['node'];

const POLL_MS = 1000;

interface LatestDataProps {
  datasets: readonly Dataset[];
  onProgress: () => void;
}

/** The newest data sets, with what is being read. */
export function LatestData({ datasets, onProgress }: LatestDataProps) {
  const to = useWorkspacePath();
  const isMoving = datasets.some(
    ({ latestVersion }) => !latestVersion || latestVersion.status === 'IMPORTING',
  );
  useEffect(() => {
    if (!isMoving) return;
    const timer = setInterval(onProgress, POLL_MS);
    return () => clearInterval(timer);
  }, [isMoving, onProgress]);
  return (
    <ul className={classes.cards}>
      {datasets.map(({ id, name, latestVersion: version }) => (
        <li key={id}>
          <Link href={to(`/data/${encodeURIComponent(id)}`)} className={classes.card}>
            <span className={classes.strip} aria-hidden>
              {version?.samples?.edges.map(({ node }) => (
                <ServedImage key={node.id} src={node.thumbnailUrl} alt="" />
              ))}
            </span>
            <span className={classes.cardName}>{name}</span>
            {version?.status === 'IMPORTING' ? (
              <>
                <span className={classes.cardText}>reading {Math.floor(version.progress * 100)} %</span>
                <ProgressBar fraction={version.progress} label={`Reading the files of ${name}`} />
              </>
            ) : (
              <span className={classes.cardText}>
                {version ? `${formatCount(version.sampleCount)} samples` : 'files are on their way'}
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
