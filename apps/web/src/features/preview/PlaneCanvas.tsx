'use client';

import { type ColorMap, percentilesOf, renderPlane, type Stretch } from '@asterism/fits';
import { useEffect, useRef } from 'react';
import classes from './PreviewPanel.module.css';

interface PlaneCanvasProps {
  /** (height, width), row 0 at the bottom. */
  data: Float32Array;
  width: number;
  height: number;
  /** Percentiles of the plane that become the first and the last colour; without them, `limits` do. */
  percentiles?: readonly [number, number] | null;
  /** Values that become the first and the last colour: 0 and 1 if left out. */
  limits?: readonly [number, number];
  stretch: Stretch;
  colorMap?: ColorMap;
  label: string;
}

const FULL = [0, 1] as const;

/** One plane of floats in colours, inferno unless told otherwise. */
export function PlaneCanvas({
  data,
  width,
  height,
  percentiles = null,
  limits = FULL,
  stretch,
  colorMap = 'inferno',
  label,
}: PlaneCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const [lower, upper] = (percentiles && percentilesOf(data, percentiles)) ?? limits;
    const rgba = renderPlane({ data, width, height }, { lower, upper, stretch, colorMap });
    context.putImageData(new ImageData(new Uint8ClampedArray(rgba), width, height), 0, 0);
  }, [data, width, height, percentiles, limits, stretch, colorMap]);
  return (
    <canvas
      ref={canvas}
      className={classes.canvas}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    />
  );
}
