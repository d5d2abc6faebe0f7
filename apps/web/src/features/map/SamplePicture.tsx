'use client';

import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { ServedImage } from '../../ui/ServedImage.tsx';
import type { PictureStore } from './pictureStore.ts';
import classes from './ScatterPlot.module.css';

/** A sample's picture out of its sheet, or its thumbnail where there is none; the ground while it is on its way. */
export function SamplePicture({ store, index }: { store: PictureStore | null; index: number }) {
  useSyncExternalStore(store?.subscribe ?? subscribeToNothing, store?.revision ?? noRevision, noRevision);
  const canvas = useRef<HTMLCanvasElement>(null);
  const image = store?.image(index) ?? null;
  useLayoutEffect(() => {
    if (canvas.current && image) canvas.current.getContext('2d')?.drawImage(image, 0, 0);
  }, [image]);
  if (image)
    return (
      <canvas
        ref={canvas}
        width={image.width}
        height={image.height}
        className={classes.picture}
        aria-hidden
      />
    );
  const address = store?.hasNoSheet(index) ? store.sample(index)?.thumbnailUrl : null;
  if (!address) return <div className={classes.picture} />;
  return <ServedImage src={address} alt="" className={classes.picture} />;
}

const subscribeToNothing = () => () => undefined;
const noRevision = () => 0;
