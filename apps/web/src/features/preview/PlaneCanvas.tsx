'use client';

import { percentilesOf, renderPlane, type Stretch } from '@asterism/fits';
import { useEffect, useRef } from 'react';
import classes from './PreviewPanel.module.css';

interface PlaneCanvasProps {
  /** (height, width), row 0 at the bottom. */
  data: Float32Array;
  width: number;
  height: number;
  /** Percentiles of the plane that become black and white, or null for 0 and 1. */
  percentiles: readonly [number, number] | null;
  stretch: Stretch;
  label: string;
}

/** One plane of floats in the colours of inferno. */
export function PlaneCanvas({ data, width, height, percentiles, stretch, label }: PlaneCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const [lower = 0, upper = 1] = percentiles ? (percentilesOf(data, percentiles) ?? []) : [];
    const rgba = renderPlane({ data, width, height }, { lower, upper, stretch, colorMap: 'inferno' });
    context.putImageData(new ImageData(new Uint8ClampedArray(rgba), width, height), 0, 0);
  }, [data, width, height, percentiles, stretch]);
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
