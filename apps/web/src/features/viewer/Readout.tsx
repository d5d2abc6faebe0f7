'use client';

import {
  float32Text,
  formatArc,
  formatDegrees,
  formatHours,
  type Wcs,
  type WcsReading,
} from '@asterism/fits';
import { useSyncExternalStore } from 'react';
import { NOTHING } from '../../ui/format.ts';
import type { Crosshair } from './crosshair.ts';
import classes from './Readout.module.css';
import type { PixelPlace } from './renderer/planeView.ts';
import type { Pyramid } from './renderer/pyramid.ts';

/** A plane whose value is read. */
export interface ReadPlane {
  name: string;
  plane: Pyramid | null;
  /** Of which another is taken. */
  subtrahend?: Pyramid | null;
}

interface ReadoutProps {
  crosshair: Crosshair;
  planes: readonly ReadPlane[];
  wcs: WcsReading;
  unit: string | null;
}

/** What is under the crosshair: the pixel as FITS counts it, the sky, and every channel's value to the last digit. */
export function Readout({ crosshair, planes, wcs, unit }: ReadoutProps) {
  const place = useSyncExternalStore(crosshair.subscribe, crosshair.get, () => null);
  return (
    // Not announced by itself: a pointer passes over hundreds of pixels.
    <section aria-label="Readout" aria-live="off" className={classes.readout}>
      <dl className={classes.place}>
        <Fact name="x" value={place ? String(place.x + 1) : NOTHING} width={5} />
        <Fact name="y" value={place ? String(place.y + 1) : NOTHING} width={5} />
        {wcs.wcs ? <Sky wcs={wcs.wcs} place={place} /> : <NoSky reason={wcs.reason} />}
      </dl>
      <dl className={classes.values} data-count={Math.min(planes.length, 4)}>
        {planes.map((read) => (
          <Fact
            key={read.name}
            name={read.name}
            value={valueText(read, place)}
            unit={place ? unit : null}
            width={14}
          />
        ))}
      </dl>
    </section>
  );
}

interface FactProps {
  name: string;
  value: string;
  unit?: string | null;
  /** Characters that are kept free, so that nothing jumps. */
  width: number;
}

function Fact({ name, value, unit, width }: FactProps) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd className="number" style={{ minWidth: `${width}ch` }}>
        {value}
        {unit && <span className={classes.unit}> {unit}</span>}
      </dd>
    </div>
  );
}

function Sky({ wcs, place }: { wcs: Wcs; place: PixelPlace | null }) {
  const sky = place && wcs.toSky(place.x + 1, place.y + 1);
  const [longitude, latitude] = wcs.names;
  const isEquatorial = wcs.system === 'EQUATORIAL';
  const show = (text: (at: NonNullable<typeof sky>) => string) => (sky ? text(sky) : NOTHING);
  return (
    <>
      <Fact
        name={longitude}
        value={show((at) => (isEquatorial ? formatHours(at.longitude) : formatArc(at.longitude)))}
        width={16}
      />
      <Fact name={latitude} value={show((at) => formatArc(at.latitude))} width={16} />
      <Fact
        name={frameText(wcs)}
        value={show((at) => `${formatDegrees(at.longitude)}, ${formatDegrees(at.latitude)}`)}
        width={24}
      />
    </>
  );
}

function frameText({ frame, approximation }: Wcs): string {
  return `${frame ?? 'degrees'}${approximation ? `, approximate: ${approximation}` : ''}`;
}

function NoSky({ reason }: { reason: string | null }) {
  return (
    <div className={classes.fact}>
      <dt>No sky position</dt>
      <dd className={classes.reason}>{reason}</dd>
    </div>
  );
}

function valueText({ plane, subtrahend }: ReadPlane, place: PixelPlace | null): string {
  if (!plane || !place) return NOTHING;
  const { data, width, height } = plane.plane;
  if (place.x >= width || place.y >= height) return NOTHING;
  const at = place.y * width + place.x;
  const other = subtrahend?.plane.data[at] ?? 0;
  return float32Text(Math.fround(data[at]! - other));
}
