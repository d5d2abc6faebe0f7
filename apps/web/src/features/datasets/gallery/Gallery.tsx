'use client';

import { useMemo, useRef } from 'react';
import { useDisplayLimits } from '../../../api/useDisplayLimits.ts';
import { useSearchState } from '../../../api/useSearchState.ts';
import type { WindowSample } from '../../../api/versionWindow.ts';
import { ErrorState } from '../../../ui/States.tsx';
import type { KeyLine } from '../../keys/KeysProvider.tsx';
import { useKeys } from '../../keys/useKeys.ts';
import { drawnAs } from '../display.ts';
import { GalleryControls } from './GalleryControls.tsx';
import { type GalleryDisplay, galleryDisplayOf } from './galleryDisplay.ts';
import type { TilePaint } from './paintTile.ts';
import { Tiles, type TilesHandle } from './Tiles.tsx';
import { useGalleryStore } from './useGalleryStore.ts';

const GALLERY_KEYS: readonly KeyLine[] = [
  [['Tab'], 'to the samples, which then hear the keys below'],
  [['←', '→', '↑', '↓'], 'to the next sample in that direction'],
  [['Home', 'End'], 'to the first, last of the row; with Ctrl of all'],
  [['Page ↑', 'Page ↓'], 'by the page'],
  [['Enter'], 'open the sample'],
];

interface GalleryProps {
  versionId: string;
  /** Samples that are there: all of a version that is ready, fewer while files come in. */
  total: number;
  isReady: boolean;
  channelCount: number;
  /** Where a sample's page is; the display is added. */
  samplePath: (sampleId: string) => string;
}

/** Every sample by its ID; only the rows in view are drawn, and only they are fetched. */
export function Gallery({ versionId, total, isReady, channelCount, samplePath }: GalleryProps) {
  useKeys('In the gallery', GALLERY_KEYS);
  const [search, change] = useSearchState();
  const display = galleryDisplayOf(search, channelCount);
  const store = useGalleryStore(versionId, { channel: display.channel, total, isReady });
  const paint = usePaint(versionId, display, isReady);
  const tiles = useRef<TilesHandle>(null);
  const failure = store?.failure();
  const { limits } = paint;
  const query = new URLSearchParams({ stretch: display.stretch, colors: display.colorMap });
  const thumbnailOf = ({ thumbnailUrl }: WindowSample) => {
    const url = drawnAs(thumbnailUrl, display, 128);
    return 'lower' in limits ? `${url}&lower=${limits.lower}&upper=${limits.upper}` : url;
  };
  return (
    <section aria-label="Samples">
      <GalleryControls
        display={display}
        channelCount={channelCount}
        total={total}
        onChange={change}
        onGoTo={(index) => tiles.current?.goTo(index)}
      />
      {failure && <ErrorState message={failure.message} onRetry={() => store?.retry()} />}
      {store && (
        <Tiles
          ref={tiles}
          store={store}
          versionId={versionId}
          total={total}
          size={display.size}
          paint={paint}
          hrefOf={({ id }) => `${samplePath(id)}&${query}`}
          thumbnailOf={thumbnailOf}
        />
      )}
    </section>
  );
}

/** Stretch, colours and limits as values; the same object as long as they are the same, so that no tile is painted twice. */
function usePaint(versionId: string, display: GalleryDisplay, isReady: boolean): TilePaint {
  const { channel, stretch, colorMap, limitsOf, percentile } = display;
  const common = useDisplayLimits(versionId, channel, isReady)?.[percentile];
  const { lower, upper } = (limitsOf === 'all' && common) || {};
  return useMemo(
    () => ({
      stretch,
      colorMap,
      limits: lower !== undefined && upper !== undefined ? { lower, upper } : { percentile },
    }),
    [stretch, colorMap, lower, upper, percentile],
  );
}
