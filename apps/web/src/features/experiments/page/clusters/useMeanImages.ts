'use client';

import { useEffect, useState } from 'react';
import { useBlob } from '../../../../api/useBlob.ts';
import { type MeanImages, readMeanImages, type StoredImages } from './meanImages.ts';

interface MeanImagesState {
  means: MeanImages | null;
  error: string | null;
}

const NONE: MeanImagesState = { means: null, error: null };

/** The clusters' mean images, of what the model saw; nothing where there are no images, as of latents from elsewhere. */
export function useMeanImages(
  images: StoredImages | null | undefined,
  labelsUrl: string | null | undefined,
): MeanImagesState {
  const labels = useBlob(images ? labelsUrl : null, 'int32');
  const [state, setState] = useState(NONE);
  const [url, shape] = [images?.url, images?.shape.join(',')];
  useEffect(() => {
    setState(NONE);
    if (!url || !shape || !labels.data) return;
    const abort = new AbortController();
    readMeanImages({ url, shape: shape.split(',').map(Number) }, labels.data, abort.signal)
      .then((means) => setState({ means, error: null }))
      .catch((error: unknown) => {
        if (!abort.signal.aborted)
          setState({ means: null, error: error instanceof Error ? error.message : String(error) });
      });
    return () => abort.abort();
  }, [url, shape, labels.data]);
  return labels.error ? { means: null, error: labels.error } : state;
}
