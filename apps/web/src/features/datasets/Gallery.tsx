'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import Link from 'next/link';
import { useLayoutEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import { graphql } from '../../gql/index.ts';
import { formatCount, sampleId } from '../../ui/format.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { useWorkspacePath } from '../session/session.tsx';
import { DisplayControls } from './DisplayControls.tsx';
import { type Display, displayOf, drawnAs } from './display.ts';
import classes from './Gallery.module.css';

const SAMPLES = graphql(`
  query GallerySamples($id: ID!, $after: String) {
    node(id: $id) {
      ... on DatasetVersion {
        id
        samples(first: 1000, after: $after) {
          totalCount
          edges {
            node {
              id
              index
              fileName
              thumbnailUrl
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

const TILE = 112;
const GAP = 8;

interface GalleryProps {
  versionId: string;
  datasetId: string;
  channelCount: number;
}

/** Every sample by its ID; only the rows in view are drawn. */
export function Gallery({ versionId, datasetId, channelCount }: GalleryProps) {
  const [search, change] = useSearchState();
  const display = displayOf(search, channelCount);
  const [{ data, error }, refetch] = useQuery({ query: SAMPLES, variables: { id: versionId, after: null } });
  const page = data?.node && 'samples' in data.node ? data.node.samples : undefined;
  const samples = page?.edges.map((edge) => edge.node);
  const total = page?.totalCount ?? 0;
  if (error && !data)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!samples) return <Loading height={480} />;
  return (
    <section aria-label="Samples">
      <DisplayControls display={display} channelCount={channelCount} onChange={change} />
      {total > samples.length && (
        <p className={classes.note}>
          The first {formatCount(samples.length)} of {formatCount(total)} samples.
        </p>
      )}
      <Tiles samples={samples} display={display} datasetId={datasetId} />
    </section>
  );
}

interface GallerySample {
  id: string;
  index: number;
  fileName: string;
  thumbnailUrl: string;
}

function Tiles({
  samples,
  display,
  datasetId,
}: {
  samples: readonly GallerySample[];
  display: Display;
  datasetId: string;
}) {
  const to = useWorkspacePath();
  const list = useRef<HTMLDivElement>(null);
  const [columns, setColumns] = useState(8);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      setColumns(Math.max(2, Math.floor((element.clientWidth + GAP) / (TILE + GAP))));
      setOffset(element.offsetTop);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const rows = useWindowVirtualizer({
    count: Math.ceil(samples.length / columns),
    estimateSize: () => TILE + 24 + GAP,
    overscan: 4,
    scrollMargin: offset,
  });
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
              <Link
                key={id}
                href={to(`/data/${encodeURIComponent(datasetId)}/samples/${encodeURIComponent(id)}?${query}`)}
                className={classes.tile}
                title={fileName}
              >
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
