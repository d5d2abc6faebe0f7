'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatCount, sampleId } from '../../../ui/format.ts';
import { PageLink } from '../../../ui/PageLink.tsx';
import { ServedImage } from '../../../ui/ServedImage.tsx';
import classes from './Heirs.module.css';

export interface ThumbnailSample {
  id: string;
  index: number;
  fileName: string;
  thumbnailUrl: string;
}

interface SampleThumbsProps {
  label: string;
  samples: readonly ThumbnailSample[];
  /** Of a sample's page; null where whoever looks may not go there. */
  path: (sampleId: string) => string | null;
}

const FIRST = 12;

/** Samples as small pictures with their ID numbers, the first of them until more are asked for. */
export function SampleThumbs({ label, samples, path }: SampleThumbsProps) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? samples : samples.slice(0, FIRST);
  return (
    <>
      <ul className={classes.thumbs} aria-label={label}>
        {shown.map(({ id, index, fileName, thumbnailUrl }) => (
          <li key={id}>
            <PageLink href={path(id)} className={classes.thumb} title={fileName}>
              <ServedImage src={thumbnailUrl} alt="" loading="lazy" />
              <span className="number">{sampleId(index)}</span>
            </PageLink>
          </li>
        ))}
      </ul>
      {shown.length < samples.length && (
        <Button variant="default" size="compact-xs" onClick={() => setWhole(true)}>
          {formatCount(samples.length - shown.length)} more
        </Button>
      )}
    </>
  );
}
