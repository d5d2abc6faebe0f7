'use client';

import { useEffect, useState } from 'react';
import { useBearer } from '../../api/ApiProvider.tsx';
import { readVersionWindow } from '../../api/versionWindow.ts';
import { paintTile } from '../datasets/gallery/paintTile.ts';
import { createSheetReader } from '../datasets/gallery/sheetReader.ts';
import type { TileCodes } from '../datasets/gallery/tileCodes.ts';
import { createPictureStore, type PictureStore } from './pictureStore.ts';

/** The pictures of a version's samples while they are shown; null before the first frame and without a version. */
export function usePictureStore(versionId: string | null | undefined, channel: number): PictureStore | null {
  const bearer = useBearer();
  const [store, setStore] = useState<PictureStore | null>(null);
  useEffect(() => {
    if (!versionId) return;
    const reader = createSheetReader();
    const made = createPictureStore({
      readWindow: (request, signal) => readVersionWindow({ versionId, channel, bearer, ...request }, signal),
      readSheet: reader.read,
      draw: drawTile,
      now: () => performance.now(),
    });
    setStore(made);
    return () => {
      setStore(null);
      made.dispose();
      reader.dispose();
    };
  }, [versionId, channel, bearer]);
  return store;
}

/** As thumbnails are drawn: each by its own limits. */
function drawTile(tile: TileCodes): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = tile.width;
  canvas.height = tile.height;
  const paint = { stretch: 'ASINH', colorMap: 'inferno', limits: { percentile: 99.5 } } as const;
  canvas.getContext('2d')?.putImageData(new ImageData(paintTile(tile, paint), tile.width, tile.height), 0, 0);
  return canvas;
}
