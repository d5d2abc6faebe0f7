'use client';

import { useEffect } from 'react';
import { pictureCandidates } from './pictureCandidates.ts';
import { placePictures } from './picturePlaces.ts';
import type { PictureStore } from './pictureStore.ts';
import { PICTURE } from './points.ts';
import type { ScatterRenderer } from './scatterRenderer.ts';

const GAP = 6;
const PICTURES_MOST = 400;
// While a map is moved its pictures move with it; others are chosen when it rests.
const REST_MS = 120;

/** Draws pictures over points in view, as many as have room; null: none. */
export function useMapPictures(renderer: ScatterRenderer | null, store: PictureStore | null): void {
  useEffect(() => {
    if (!renderer || !store) return;
    let shown: readonly number[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () =>
      renderer.setPictures(
        shown.flatMap((index) => {
          const image = store.image(index);
          return image ? [{ index, image }] : [];
        }),
      );
    const choose = () => {
      shown = placePictures({
        candidates: pictureCandidates({
          count: renderer.count,
          countInView: renderer.countInView(),
          inView: () => renderer.inView(),
          shown: shown.filter((index) => index < renderer.count),
          isAtHand: store.isAtHand,
        }),
        position: (index) => renderer.position(index),
        size: renderer.size,
        side: PICTURE + GAP,
        most: PICTURES_MOST,
      });
      store.want('map', shown);
      show();
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(choose, REST_MS);
    };
    const stop = store.subscribe(show);
    renderer.onView = later;
    later();
    return () => {
      clearTimeout(timer);
      stop();
      renderer.onView = null;
      store.want('map', []);
      renderer.setPictures([]);
    };
  }, [renderer, store]);
}
