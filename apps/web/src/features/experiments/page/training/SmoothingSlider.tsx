'use client';

import { Slider } from '@mantine/core';
import { useId } from 'react';
import classes from './Training.module.css';

interface SmoothingSliderProps {
  /** 0 to .99. */
  weight: number;
  onChange: (weight: number) => void;
}

/** How much a curve is smoothed. */
export function SmoothingSlider({ weight, onChange }: SmoothingSliderProps) {
  const id = useId();
  return (
    <div className={classes.smoothing}>
      <span id={id}>Smoothing</span>
      <Slider
        size="xs"
        className={classes.slider ?? ''}
        thumbProps={{ 'aria-labelledby': id }}
        min={0}
        max={99}
        value={Math.round(weight * 100)}
        label={null}
        onChange={(value) => onChange(value / 100)}
      />
      <span className={`number ${classes.weight}`}>{weight.toFixed(2).replace(/^0/, '')}</span>
    </div>
  );
}
