'use client';

import type { ReactNode } from 'react';
import { sampleId } from '../../ui/format.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { ServedImage } from '../../ui/ServedImage.tsx';
import { usePointedSample } from './pointedSample.tsx';
import classes from './SampleNote.module.css';
import type { SampleLookup } from './samples.ts';
import { useSelection } from './useSelection.ts';

interface SampleNoteProps {
  sampleOf: SampleLookup;
  /** What this view says of it; null of a sample that it does not show. */
  says: (index: number) => ReactNode | null;
}

/** The sample that is pointed at, or else the marked one. As tall without one, so that nothing jumps. */
export function SampleNote({ sampleOf, says }: SampleNoteProps) {
  const { pointed } = usePointedSample();
  const { sample } = useSelection();
  const index = pointed ?? sample;
  const said = index === null ? null : says(index);
  const view = index === null ? null : sampleOf(index);
  if (index === null || said === null)
    return <p className={classes.note}>Point at a sample to see it here; press it to keep it marked.</p>;
  return (
    <div className={classes.note}>
      {view ? (
        <ServedImage className={classes.picture} src={view.thumbnailUrl} alt="" />
      ) : (
        <span className={classes.picture} />
      )}
      <span>
        {view ? (
          <PageLink href={view.path} className="number" title={view.fileName}>
            {sampleId(index)}
          </PageLink>
        ) : (
          <span className="number">{sampleId(index)}</span>
        )}{' '}
        {said}
      </span>
    </div>
  );
}
