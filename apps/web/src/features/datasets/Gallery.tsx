'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import Link from 'next/link';
import { useLayoutEffect, useRef, useState } from 'react';
import { useSearchState } from '../../api/useSearchState.ts';
import { useVersionSamples, type VersionSample } from '../../api/useVersionSamples.ts';
import { sampleId } from '../../ui/format.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { DisplayControls } from './DisplayControls.tsx';
import { type Display, displayOf, drawnAs } from './display.ts';
import classes from './Gallery.module.css';

// At least this wide; a row's tiles share what is left.
const TILE = 112;
const GAP = 8;
const CAPTION = 22;

interface GalleryProps {
  versionId: string;
  /** Where a sample's page is; its display is added. */
  samplePath: (sampleId: string) => string;
  channelCount: number;
}

/** Every sample by its ID; only the rows in view are drawn. */
export function Gallery({ versionId, samplePath, channelCount }: GalleryProps) {
  const [search, change] = useSearchState();
  const display = displayOf(search, channelCount);
  const { samples, total, error, retry } = useVersionSamples(versionId);
  if (error) return <ErrorState message={error} onRetry={retry} />;
  return (
    <section aria-label="Samples">
      <DisplayControls display={display} channelCount={channelCount} onChange={change} />
      {samples ? (
        <Tiles samples={samples} total={total} display={display} samplePath={samplePath} />
      ) : (
        <Loading height={480} />
      )}
    </section>
  );
}

interface TilesProps {
  samples: readonly VersionSample[];
  total: number;
  display: Display;
  samplePath: GalleryProps['samplePath'];
}

function Tiles({ samples, total, display, samplePath }: TilesProps) {
  const list = useRef<HTMLDivElement>(null);
  const [columns, setColumns] = useState(8);
  const [tileSide, setTileSide] = useState(TILE);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const fitting = Math.max(2, Math.floor((element.clientWidth + GAP) / (TILE + GAP)));
      setColumns(fitting);
      setTileSide((element.clientWidth - (fitting - 1) * GAP) / fitting);
      setOffset(element.getBoundingClientRect().top + window.scrollY);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const rows = useWindowVirtualizer({
    count: Math.ceil(total / columns),
    estimateSize: () => tileSide + CAPTION + GAP,
    overscan: 4,
    scrollMargin: offset,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are as high as tiles are wide
  useLayoutEffect(() => rows.measure(), [tileSide]);
  const query = new URLSearchParams({ stretch: display.stretch, colors: display.colorMap });
  return (
    <div ref={list} className={classes.list} style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map((row) => (
        <div
          key={row.key}
          className={classes.row}
          style={{
            gridTemplateColumns: `repeat(${columns}, 1fr)`,
            transform: `translateY(${row.start - offset}px)`,
          }}
        >
          {samples
            .slice(row.index * columns, (row.index + 1) * columns)
            .map(({ id, index, fileName, thumbnailUrl }) => (
              <Link key={id} href={`${samplePath(id)}&${query}`} className={classes.tile} title={fileName}>
                {/* biome-ignore lint/performance/noImgElement: drawn by the API, there is nothing for Next to optimise */}
                <img
                  src={drawnAs(thumbnailUrl, display, 128)}
                  alt={`Sample ${sampleId(index)}`}
                  loading="lazy"
                />
                <span className="number">{sampleId(index)}</span>
              </Link>
            ))}
        </div>
      ))}
    </div>
  );
}
