'use client';

import { Button } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { sampleId } from '../../ui/format.ts';
import { Loading } from '../../ui/States.tsx';
import type { PanelsProps } from './ChannelPanels.tsx';
import { ColorBar } from './ColorBar.tsx';
import { channelLimits } from './channelDisplay.ts';
import { PlanePanel } from './PlanePanel.tsx';
import { type DrawnChannel, drawChannel, drawDifference } from './panels.ts';
import { Readout } from './Readout.tsx';
import { isSameSize } from './renderer/planeView.ts';
import type { Pyramid } from './renderer/pyramid.ts';
import classes from './SampleViewer.module.css';
import type { OtherSample } from './useOtherSample.ts';
import type { Compare, ViewerState } from './viewerState.ts';

interface ComparePanelsProps extends PanelsProps {
  compare: Compare;
  other: { sample: Pick<OtherSample, 'index' | 'channelCount'> | null; channels: readonly Pyramid[] | null };
}

interface Side {
  /** `channel 0 of sample #02` */
  name: string;
  drawn: DrawnChannel;
}

/** Two channels in turn in one place, or side by side with their difference. */
export function ComparePanels(props: ComparePanelsProps) {
  const { sample, state, compare, other, channels, wcs, unit, crosshair } = props;
  const plane = channels?.[compare.channel] ?? null;
  const otherPlane = other.channels?.[compare.other.channel] ?? null;
  const sides = useSides(plane, otherPlane, state);
  const names = [
    `channel ${compare.channel} of sample ${sampleId(sample.index)}`,
    `channel ${compare.other.channel} of sample ${sampleId(other.sample?.index ?? sample.index)}`,
  ] as const;
  if (other.sample && compare.other.channel >= other.sample.channelCount)
    return <p className={classes.oddity}>There is no {names[1]}.</p>;
  if (!plane || !otherPlane || !sides) return <Loading height={360} />;
  if (!isSameSize(plane.plane, otherPlane.plane))
    return (
      <p className={classes.oddity}>
        They cannot be laid over each other: {names[0]} has {sizeText(plane)} pixels, {names[1]}{' '}
        {sizeText(otherPlane)}.
      </p>
    );
  const first = { name: names[0], drawn: sides[0] };
  const second = { name: names[1], drawn: sides[1] };
  const isDifference = compare.mode === 'DIFFERENCE';
  return (
    <>
      <Readout
        crosshair={crosshair}
        wcs={wcs}
        unit={unit}
        planes={[
          { name: capital(first.name), plane },
          { name: capital(second.name), plane: otherPlane },
          ...(isDifference ? [{ name: 'Difference', plane, subtrahend: otherPlane }] : []),
        ]}
      />
      {isDifference ? (
        <Differences {...props} first={first} second={second} />
      ) : (
        <Blink {...props} first={first} second={second} />
      )}
    </>
  );
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
const sizeText = ({ plane }: Pyramid): string => `${plane.width} × ${plane.height}`;

/** Both drawn alike: each by the rule of the toolbar, or both by one pair of limits. */
function useSides(
  plane: Pyramid | null,
  other: Pyramid | null,
  { stretch, colorMap, isInverted, nanColor, limits, isShared }: ViewerState,
): readonly [DrawnChannel, DrawnChannel] | null {
  return useMemo(() => {
    if (!plane || !other) return null;
    const look = { stretch, colorMap, isInverted, nanColor };
    // Limits set by hand are those of this sample's channels, not of a pair.
    const found = channelLimits([plane.plane.data, other.plane.data], { limits, hand: [], isShared });
    return [drawChannel(plane, found[0]!, look), drawChannel(other, found[1]!, look)] as const;
  }, [plane, other, stretch, colorMap, isInverted, nanColor, limits, isShared]);
}

interface PairProps extends PanelsProps {
  first: Side;
  second: Side;
}

function Picture({ props, side, label }: { props: PanelsProps; side: Side; label?: string }) {
  const { sample, state, onChange, painter, crosshair, unit, onSize } = props;
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>{capital(side.name)}</figcaption>
      <PlanePanel
        label={label ?? capital(side.name)}
        image={sample}
        painter={painter}
        plane={side.drawn.plane}
        coloring={side.drawn.coloring}
        standIn={null}
        viewport={state.viewport}
        onViewport={(viewport) => onChange({ viewport })}
        crosshair={crosshair}
        onSize={onSize}
      />
      <div className={classes.below}>
        {side.drawn.limits && (
          <ColorBar rule={side.drawn.rule} colors={side.drawn.coloring.colors} unit={unit} />
        )}
      </div>
    </figure>
  );
}

// Slow enough to look at either, fast enough that what moves is seen to move; far below what harms anyone (3 a second).
const BLINK_MS = 700;

function Blink({ first, second, ...props }: PairProps) {
  const isStill = useReducedMotion();
  const [isSecond, setSecond] = useState(false);
  const [isRunning, setRunning] = useState(!isStill);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setSecond((was) => !was), BLINK_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  return (
    <div className={classes.alone}>
      <Picture
        props={props}
        side={isSecond ? second : first}
        label={`${capital(first.name)} and ${second.name} in turn`}
      />
      <div className={classes.actions}>
        <Button
          variant="default"
          size="xs"
          leftSection={
            isRunning ? <IconPlayerPause size={14} aria-hidden /> : <IconPlayerPlay size={14} aria-hidden />
          }
          onClick={() => setRunning(!isRunning)}
        >
          {isRunning ? 'Stop' : 'Blink'}
        </Button>
        {!isRunning && (
          <Button variant="default" size="xs" onClick={() => setSecond(!isSecond)}>
            Show the other
          </Button>
        )}
      </div>
    </div>
  );
}

function Differences({ first, second, ...props }: PairProps) {
  const { sample, state, onChange, painter, crosshair, unit, onSize } = props;
  const difference = useMemo(
    () => drawDifference(first.drawn.plane, second.drawn.plane, state),
    [first.drawn.plane, second.drawn.plane, state],
  );
  return (
    <div className={classes.panels} data-count={3}>
      <Picture props={props} side={first} />
      <Picture props={props} side={second} />
      {difference && (
        <figure className={classes.figure}>
          <figcaption className={classes.caption}>Difference, first less second</figcaption>
          <PlanePanel
            label={`${capital(first.name)} less ${second.name}`}
            image={sample}
            painter={painter}
            plane={difference.plane}
            subtrahend={difference.subtrahend}
            coloring={difference.coloring}
            standIn={null}
            viewport={state.viewport}
            onViewport={(viewport) => onChange({ viewport })}
            crosshair={crosshair}
            onSize={onSize}
          />
          <div className={classes.below}>
            {difference.limits && (
              <ColorBar rule={difference.rule} colors={difference.coloring.colors} unit={unit} />
            )}
          </div>
        </figure>
      )}
    </div>
  );
}
