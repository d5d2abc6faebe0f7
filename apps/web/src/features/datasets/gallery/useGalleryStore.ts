'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { readVersionWindow } from '../../../api/versionWindow.ts';
import { createGalleryStore, type GalleryScope, type GalleryStore } from './galleryStore.ts';
import { createSheetReader } from './sheetReader.ts';

/** The store of a version's gallery while it is shown; null before the first frame. Renders anew when something came. */
export function useGalleryStore(versionId: string, scope: GalleryScope): GalleryStore | null {
  const [store, setStore] = useState<GalleryStore | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed scope is told to the store that is there
  useEffect(() => {
    const reader = createSheetReader();
    const made = createGalleryStore(
      {
        readWindow: (request, signal) => readVersionWindow({ versionId, ...request }, signal),
        readSheet: reader.read,
        now: () => performance.now(),
      },
      scope,
    );
    setStore(made);
    return () => {
      setStore(null);
      made.dispose();
      reader.dispose();
    };
  }, [versionId]);
  const { channel, total, isReady } = scope;
  useEffect(() => store?.setScope({ channel, total, isReady }), [store, channel, total, isReady]);
  useSyncExternalStore(store?.subscribe ?? subscribeToNothing, store?.revision ?? noRevision, noRevision);
  return store;
}

const subscribeToNothing = () => () => undefined;
const noRevision = () => 0;
