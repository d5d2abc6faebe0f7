'use client';

import { useEffect, useState } from 'react';
import type { VersionSample } from '../../api/useVersionSamples.ts';

/** The samples' thumbnails as images to draw, by ID; those that are not there yet are null. Null without samples. */
export function usePictures(
  samples: readonly VersionSample[] | null,
): readonly (HTMLImageElement | null)[] | null {
  const [pictures, setPictures] = useState<readonly (HTMLImageElement | null)[] | null>(null);
  useEffect(() => {
    if (!samples) return setPictures(null);
    const loaded = new Array<HTMLImageElement | null>(samples.length).fill(null);
    let frame = 0;
    let isOver = false;
    // All that came within one frame are shown together: one drawing, not one a picture.
    const show = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setPictures([...loaded]));
    };
    for (const [i, { thumbnailUrl }] of samples.entries()) {
      const image = new Image();
      image.onload = () => {
        if (isOver) return;
        loaded[i] = image;
        show();
      };
      image.src = thumbnailUrl;
    }
    return () => {
      isOver = true;
      cancelAnimationFrame(frame);
    };
  }, [samples]);
  return pictures;
}
