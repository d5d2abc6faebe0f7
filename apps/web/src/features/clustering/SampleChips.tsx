'use client';

import type { ReactNode } from 'react';
import { formatCount, sampleId } from '../../ui/format.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { clusterColor } from '../../ui/palette.ts';
import { ServedImage } from '../../ui/ServedImage.tsx';
import { usePointedSample } from './pointedSample.tsx';
import classes from './SampleChips.module.css';
import type { SampleLookup } from './samples.ts';

export const CHIPS_MOST = 24;

interface SampleChipsProps {
  label: string;
  samples: readonly { index: number; cluster: number; says: ReactNode }[];
  /** Of all, of which `samples` are the first. */
  total: number;
  sampleOf: SampleLookup;
}

/** Samples with their pictures, each a link to its page; pointing at one marks it in the other views. */
export function SampleChips({ label, samples, total, sampleOf }: SampleChipsProps) {
  const { pointed, point } = usePointedSample();
  return (
    <>
      <ul className={classes.chips} aria-label={label}>
        {samples.map(({ index, cluster, says }) => {
          const view = sampleOf(index);
          const body = (
            <>
              {view ? (
                <ServedImage className={classes.picture} src={view.thumbnailUrl} alt="" loading="lazy" />
              ) : (
                <span className={classes.picture} />
              )}
              <span className={classes.text}>
                <span className="number">
                  <span className={classes.mark} style={{ background: clusterColor(cluster) }} aria-hidden />
                  {sampleId(index)}
                </span>
                <span className={classes.says}>{says}</span>
              </span>
            </>
          );
          return (
            <li key={index}>
              {view ? (
                <PageLink
                  className={classes.chip}
                  href={view.path}
                  title={view.fileName}
                  data-pointed={index === pointed}
                  onPointerEnter={() => point(index)}
                  onPointerLeave={() => point(null)}
                  onFocus={() => point(index)}
                  onBlur={() => point(null)}
                >
                  {body}
                </PageLink>
              ) : (
                <span className={classes.chip}>{body}</span>
              )}
            </li>
          );
        })}
      </ul>
      {total > samples.length && (
        <p className={classes.more}>
          and <span className="number">{formatCount(total - samples.length)}</span> more
        </p>
      )}
    </>
  );
}
