'use client';

import { useEffect } from 'react';
import { formatScore } from '../../ui/format.ts';
import type { PictureStore } from '../map/pictureStore.ts';
import { SamplePicture } from '../map/SamplePicture.tsx';

interface MapCardProps {
  store: PictureStore | null;
  index: number;
  name: string;
  silhouette?: number | undefined;
  /** What else is known; what is null is left out. */
  lines?: readonly (string | null)[];
}

/** What a map tells of the point under the pointer: its picture, its number, its cluster, its values. */
export function MapCard({ store, index, name, silhouette, lines = [] }: MapCardProps) {
  useEffect(() => {
    store?.want('card', [index]);
    return () => store?.want('card', []);
  }, [store, index]);
  return (
    <>
      <SamplePicture store={store} index={index} />
      <span>{name}</span>
      {silhouette !== undefined && !Number.isNaN(silhouette) && (
        <small>silhouette {formatScore(silhouette)}</small>
      )}
      {lines.map((line) => line && <small key={line}>{line}</small>)}
    </>
  );
}
