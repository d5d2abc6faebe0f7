'use client';

import { readWcs } from '@asterism/fits';
import dynamic from 'next/dynamic';
import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useVersionSamples } from '../../api/useVersionSamples.ts';
import { formatBytes, sampleId } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { useKeysContext } from '../keys/KeysProvider.tsx';
import { useKeys } from '../keys/useKeys.ts';
import { ChannelPanels } from './ChannelPanels.tsx';
import { CompareControls, compareIn } from './CompareControls.tsx';
import { Crosshair } from './crosshair.ts';
import { type HeaderCard, lookupIn, unitOf } from './header.ts';
import type { PixelProgress } from './pixelStore.ts';
import { fitViewport, type Size, zoomAt } from './renderer/viewport.ts';
import classes from './SampleViewer.module.css';
import { useOtherSample } from './useOtherSample.ts';
import { usePainter } from './usePainter.ts';
import { type PixelSource, useSamplePixels } from './useSamplePixels.ts';
import { useViewerState } from './useViewerState.ts';
import { ViewerToolbar, ZOOM_STEP, ZoomTools } from './ViewerToolbar.tsx';
import { VIEWER_KEYS } from './viewerKeys.ts';

const ComparePanels = dynamic(() => import('./ComparePanels.tsx').then((module) => module.ComparePanels), {
  ssr: false,
  loading: () => <Loading height={360} />,
});

export interface ViewedSample extends PixelSource {
  index: number;
  thumbnailUrl: string;
  sources: readonly { hdu: number; plane?: number | null; channel: number }[];
  header: readonly HeaderCard[];
}

interface SampleViewerProps {
  sample: ViewedSample;
  /** Whose samples it can be compared with. */
  versionId: string | null;
  /** To the samples before and after. */
  onPrevious: () => void;
  onNext: () => void;
}

// Below this a download is over before it could be read.
const WORTH_A_BAR = 8e6;

/** A sample's channels side by side, or one held against another: zoomed together, drawn from the values themselves. */
export function SampleViewer({ sample, versionId, onPrevious, onNext }: SampleViewerProps) {
  const [state, change] = useViewerState(sample.channelCount);
  const { showHelp } = useKeysContext();
  const painter = usePainter(useSearchParams().get('renderer') !== 'canvas');
  const [crosshair] = useState(() => new Crosshair());
  const { compare } = state;
  // Asked for where they are chosen among: a version may have 100,000.
  const { samples } = useVersionSamples(compare ? versionId : null);
  const other = useOtherSample(samples, compare?.other.sampleIndex ?? null);
  const pixels = useSamplePixels(sample);
  const otherPixels = useSamplePixels(other.sample);
  const { wcs, unit } = useMemo(() => {
    const get = lookupIn(sample.header);
    return { wcs: readWcs(get, sample), unit: unitOf(get) };
  }, [sample]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sample is read anew
  useEffect(() => () => crosshair.set(null), [crosshair, sample]);

  // All panels have one size.
  const panel = useRef<Size>({ width: 0, height: 0 });
  const onSize = useCallback((size: Size) => {
    panel.current = size;
  }, []);
  const zoom = (factor: number) => {
    const size = panel.current;
    const viewport = state.viewport ?? fitViewport(sample, size);
    change({
      viewport: zoomAt(viewport, sample, size, { px: size.width / 2, py: size.height / 2, factor }),
    });
  };
  const compareBy = (mode: 'BLINK' | 'DIFFERENCE') =>
    change({ compare: compare?.mode === mode ? null : compareIn(mode, compare, sample.channelCount) });
  const digits = Array.from({ length: Math.min(sample.channelCount, 9) }, (_, channel) => [
    String(channel + 1),
    () => change({ solo: state.solo === channel ? null : channel, compare: null }),
  ]);
  useKeys('In the viewer', VIEWER_KEYS, {
    ...Object.fromEntries(digits),
    ArrowLeft: onPrevious,
    ArrowRight: onNext,
    '+': () => zoom(ZOOM_STEP),
    '=': () => zoom(ZOOM_STEP),
    '-': () => zoom(1 / ZOOM_STEP),
    '0': () => change({ viewport: null }),
    b: () => compareBy('BLINK'),
    d: () => compareBy('DIFFERENCE'),
    i: () => change({ isInverted: !state.isInverted }),
    Escape: () => change({ compare: null, solo: null }),
  });
  const isOther = compare !== null && compare.other.sampleIndex !== null;
  const common = {
    sample,
    state,
    onChange: change,
    painter,
    crosshair,
    wcs,
    unit,
    channels: pixels.channels,
    onSize,
  };
  return (
    <section aria-label="Viewer" className={classes.viewer}>
      <div className={classes.tools}>
        <ViewerToolbar state={state} onChange={change} hasManyChannels={sample.channelCount > 1} />
        <CompareControls
          compare={compare}
          channelCount={sample.channelCount}
          otherChannelCount={isOther ? (other.sample?.channelCount ?? 1) : sample.channelCount}
          index={sample.index}
          samples={samples ?? []}
          onChange={(next) => change({ compare: next })}
        />
        <ZoomTools onZoom={zoom} onFit={() => change({ viewport: null })} onHelp={showHelp} />
      </div>
      {pixels.error && <ErrorState message={pixels.error} onRetry={pixels.retry} />}
      {other.error && <ErrorState message={other.error} />}
      {otherPixels.error && <ErrorState message={otherPixels.error} onRetry={otherPixels.retry} />}
      <Download progress={pixels.progress} name={sampleId(sample.index)} />
      {compare ? (
        <ComparePanels
          {...common}
          compare={compare}
          other={
            isOther
              ? { sample: other.sample, channels: otherPixels.channels }
              : { sample, channels: pixels.channels }
          }
        />
      ) : (
        <ChannelPanels {...common} />
      )}
    </section>
  );
}

/** How far the pixels of a large sample are. */
function Download({ progress, name }: { progress: PixelProgress | null; name: string }) {
  if (!progress?.total || progress.total < WORTH_A_BAR) return null;
  return (
    <div className={classes.download}>
      <span>
        {formatBytes(progress.received)} of {formatBytes(progress.total)}
      </span>
      <ProgressBar fraction={progress.received / progress.total} label={`Pixels of sample ${name}`} />
    </div>
  );
}
