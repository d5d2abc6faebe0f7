'use client';

import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ClusterName } from '../../../ui/ClusterName.tsx';
import { experimentId, formatCount, formatScore } from '../../../ui/format.ts';
import { PageLink } from '../../../ui/PageLink.tsx';
import classes from './Heirs.module.css';
import { overlapSentence } from './overlap.ts';
import { SampleThumbs, type ThumbnailSample } from './SampleThumbs.tsx';

export interface HeirCluster {
  id: string;
  label: number;
  experiment: { id: string; number: number };
}

/** Samples that are in one of the two clusters alone, the first of them. */
export interface MovedSamples {
  count: number;
  samples: readonly ThumbnailSample[];
  path: (sampleId: string) => string | null;
}

interface HeirCardProps {
  /** The cluster on the other side. */
  other: HeirCluster;
  href: string | null;
  jaccard: number;
  joined: MovedSamples;
  left: MovedSamples;
  /** What was written there, or that it was accepted. */
  children?: ReactNode;
  actions?: ReactNode;
}

/** A cluster of another clustering with most of the same members, and who joined and left on the way from the earlier to the later. */
export function HeirCard({ other, href, jaccard, joined, left, children, actions }: HeirCardProps) {
  const [isOpen, setOpen] = useState(false);
  const hasMoved = joined.count + left.count > 0;
  return (
    <article className={classes.heir}>
      <div className={classes.heirHead}>
        <PageLink href={href} className={classes.other}>
          <ClusterName label={other.label} /> of{' '}
          <span className="number">{experimentId(other.experiment.number)}</span>
        </PageLink>
        <span className={classes.faint}>
          overlap <span className="number">{formatScore(jaccard)}</span>
        </span>
      </div>
      {children}
      <p className={classes.sentence}>{overlapSentence(jaccard, joined.count, left.count)}</p>
      {isOpen && (
        <div className={classes.moved}>
          <Moved name="Joined" {...joined} />
          <Moved name="Left" {...left} />
        </div>
      )}
      <div className={classes.actions}>
        {actions}
        {hasMoved && (
          <Button size="xs" variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Hide who moved' : 'Show who moved'}
          </Button>
        )}
      </div>
    </article>
  );
}

function Moved({ name, count, samples, path }: MovedSamples & { name: string }) {
  if (count === 0) return null;
  return (
    <div>
      <h3 className={classes.small}>
        {name} <span className={`number ${classes.faint}`}>{formatCount(count)}</span>
      </h3>
      <SampleThumbs label={name} samples={samples} path={path} />
      {count > samples.length && (
        <p className={classes.faint}>and {formatCount(count - samples.length)} more</p>
      )}
    </div>
  );
}
