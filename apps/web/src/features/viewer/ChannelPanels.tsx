'use client';

import { histogramOf, type Limits, valueScaleOf, type WcsReading } from '@asterism/fits';
import { useDeferredValue, useMemo } from 'react';
import { formatNumber, sampleId } from '../../ui/format.ts';
import { drawnAs } from '../datasets/display.ts';
import { ColorBar } from './ColorBar.tsx';
import { channelLimits } from './channelDisplay.ts';
import type { Crosshair } from './crosshair.ts';
import { LimitsHistogram } from './LimitsHistogram.tsx';
import { PlanePanel } from './PlanePanel.tsx';
import { type DrawnChannel, drawChannel, type Spread } from './panels.ts';
import { Readout } from './Readout.tsx';
import type { SteadyPainter } from './renderer/createPainter.ts';
import type { Pyramid } from './renderer/pyramid.ts';
import type { Size } from './renderer/viewport.ts';
import classes from './SampleViewer.module.css';
import type { ViewedSample } from './SampleViewer.tsx';
import type { ChangeState } from './useViewerState.ts';
import type { ViewerState } from './viewerState.ts';

export interface PanelsProps {
  sample: ViewedSample;
  state: ViewerState;
  onChange: ChangeState;
  painter: SteadyPainter | null;
  crosshair: Crosshair;
  wcs: WcsReading;
  unit: string | null;
  /** Null until the pixels are there. */
  channels: readonly Pyramid[] | null;
  onSize: (size: Size) => void;
}

const BINS = 96;
// Drawn from the stored preview in a few milliseconds, and the same address as the gallery's; the other one from the file.
const SMALL = 128;
const FINE = 512;

/** Every channel, or one alone, with its colour bar, limits and spread of values. */
export function ChannelPanels({
  onSize,
  sample,
  state,
  onChange,
  painter,
  crosshair,
  wcs,
  unit,
  channels,
}: PanelsProps) {
  const drawn = useDrawn(channels, state);
  // The pictures first.
  const spreads = useSpreads(useDeferredValue(channels, null), state.isShared);
  const shown = state.solo === null ? Array.from({ length: sample.channelCount }, (_, c) => c) : [state.solo];
  const setLimits = (channel: number, limits: Limits) => {
    const hand = Array.from({ length: sample.channelCount }, (_, c) => state.hand[c] ?? null);
    hand[state.isShared ? 0 : channel] = limits;
    onChange({ hand });
  };
  return (
    <>
      <Readout
        crosshair={crosshair}
        wcs={wcs}
        unit={unit}
        planes={Array.from({ length: sample.channelCount }, (_, channel) => ({
          name: `Channel ${channel}`,
          plane: channels?.[channel] ?? null,
        }))}
      />
      <div className={classes.panels} data-count={Math.min(shown.length, 4)}>
        {shown.map((channel) => {
          const picture = drawn?.[channel] ?? null;
          const spread = spreads?.[channel] ?? null;
          return (
            <figure key={channel} className={classes.figure}>
              <figcaption className={classes.caption}>
                <span>Channel {channel}</span>
                <span className={classes.source}>{sourceText(sample, channel)}</span>
              </figcaption>
              <PlanePanel
                label={`Channel ${channel} of sample ${sampleId(sample.index)}`}
                image={sample}
                painter={painter}
                plane={picture?.plane ?? null}
                coloring={picture?.coloring ?? null}
                standIn={{
                  small: drawnAs(sample.thumbnailUrl, { ...state, channel }, SMALL),
                  fine: drawnAs(sample.thumbnailUrl, { ...state, channel }, FINE),
                }}
                viewport={state.viewport}
                onViewport={(viewport) => onChange({ viewport })}
                crosshair={crosshair}
                onSize={onSize}
              />
              <div className={classes.below}>
                {picture?.limits && spread && (
                  <>
                    <ColorBar rule={picture.rule} colors={picture.coloring.colors} unit={unit} />
                    <LimitsHistogram
                      name={state.isShared ? `all channels, at channel ${channel}` : `channel ${channel}`}
                      scale={spread.scale}
                      histogram={spread.histogram}
                      limits={picture.limits}
                      onChange={(limits) => setLimits(channel, limits)}
                    />
                  </>
                )}
                {picture && <Oddity picture={picture} spread={spread} />}
              </div>
            </figure>
          );
        })}
      </div>
    </>
  );
}

function useDrawn(channels: readonly Pyramid[] | null, state: ViewerState): readonly DrawnChannel[] | null {
  const { stretch, colorMap, isInverted, nanColor, limits, hand, isShared } = state;
  return useMemo(() => {
    if (!channels) return null;
    const planes = channels.map(({ plane }) => plane.data);
    const found = channelLimits(planes, { limits, hand, isShared });
    const look = { stretch, colorMap, isInverted, nanColor };
    return channels.map((channel, c) => drawChannel(channel, found[c]!, look));
  }, [channels, stretch, colorMap, isInverted, nanColor, limits, hand, isShared]);
}

/** How each channel's values are spread, on a scale of its own or on one for all. Null for a channel without values. */
function useSpreads(
  channels: readonly Pyramid[] | null,
  isShared: boolean,
): readonly (Spread | null)[] | null {
  return useMemo(() => {
    const planes = channels?.map(({ plane }) => plane.data);
    if (!planes) return null;
    const all = isShared ? valueScaleOf(planes) : null;
    return planes.map((values) => {
      const scale = isShared ? all : valueScaleOf([values]);
      return scale && { scale, histogram: histogramOf(values, scale, BINS) };
    });
  }, [channels, isShared]);
}

/** Planes that look broken and are not. */
function Oddity({ picture, spread }: { picture: DrawnChannel; spread: Spread | null }) {
  if (!picture.limits) return <p className={classes.oddity}>No pixel of this channel has a finite value.</p>;
  if (!spread || spread.scale.from !== spread.scale.to) return null;
  return (
    <p className={classes.oddity}>
      All finite values of this channel are {formatNumber(picture.plane.plane.data.find(Number.isFinite), 6)}.
    </p>
  );
}

function sourceText({ sources }: ViewedSample, channel: number): string {
  const source = sources.find((candidate) => candidate.channel === channel);
  if (!source) return '';
  return `HDU ${source.hdu}${source.plane == null ? '' : `, plane ${source.plane}`}`;
}
