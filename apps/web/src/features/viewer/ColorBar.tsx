'use client';

import { type LevelRule, valueAtBrightness } from '@asterism/fits';
import { useEffect, useRef } from 'react';
import { formatNumber } from '../../ui/format.ts';
import classes from './ColorBar.module.css';

interface ColorBarProps {
  rule: LevelRule;
  /** RGBA of the 256 levels. */
  colors: Uint8Array;
  unit: string | null;
}

const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** Which value each colour stands for. */
export function ColorBar({ rule, colors, unit }: ColorBarProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const surface = canvas.current?.getContext('2d');
    if (!surface) return;
    const line = new ImageData(256, 1);
    line.data.set(colors.subarray(0, 1024));
    surface.putImageData(line, 0, 0);
  }, [colors]);
  const values = TICKS.map((brightness) => valueAtBrightness(rule, brightness));
  const power = commonPower(values);
  return (
    <div className={classes.bar}>
      <canvas ref={canvas} width={256} height={1} aria-hidden />
      <ol className={`number ${classes.ticks}`} aria-label="Values of the colours">
        {values.map((value, i) => (
          <li key={TICKS[i]} title={`${value} ${unit ?? ''}`}>
            {formatTick(value, values, power)}
          </li>
        ))}
      </ol>
      {(power !== 0 || unit) && (
        <p className={classes.unit}>
          {power !== 0 && (
            <>
              × 10<sup>{formatNumber(power)}</sup>{' '}
            </>
          )}
          {unit}
        </p>
      )}
    </div>
  );
}

/** With the decimals that the largest has at three digits: small ones beside it would need room for digits that no colour shows. */
function formatTick(value: number, values: readonly number[], power: number): string {
  const most = Math.max(...values.map(Math.abs)) / 10 ** power;
  if (!(most > 0) || !Number.isFinite(most)) return formatNumber(value);
  const unit = 10 ** (Math.floor(Math.log10(most)) - 2);
  return formatNumber(Math.round(value / 10 ** power / unit) * unit);
}

/** A power of ten, a multiple of three, that leaves the numbers short enough to stand beside each other. */
function commonPower(values: readonly number[]): number {
  const most = Math.max(...values.map(Math.abs));
  if (!(most > 0) || !Number.isFinite(most) || (most >= 0.1 && most < 1e4)) return 0;
  return Math.floor(Math.log10(most) / 3) * 3;
}
