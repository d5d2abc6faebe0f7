'use client';

import { Slider } from '@mantine/core';
import { useEffect, useState } from 'react';
import classes from './Reconstructions.module.css';

interface EpochSliderProps {
  /** Ascending. */
  checkpoints: readonly number[];
  /** One of them. */
  epoch: number;
  onChange: (epoch: number) => void;
}

/** Goes through the epochs whose weights were kept, evenly apart; asks for pictures when it is let go. */
export function EpochSlider({ checkpoints, epoch, onChange }: EpochSliderProps) {
  const [step, setStep] = useState(checkpoints.indexOf(epoch));
  useEffect(() => setStep(checkpoints.indexOf(epoch)), [checkpoints, epoch]);
  const at = checkpoints[step] ?? epoch;
  return (
    <div className={classes.epoch}>
      <span>
        Epoch <span className="number">{at}</span>
      </span>
      <Slider
        className={classes.slider ?? ''}
        size="sm"
        min={0}
        max={checkpoints.length - 1}
        step={1}
        value={step}
        label={(value) => checkpoints[value]}
        marks={checkpoints.map((_, value) => ({ value }))}
        thumbLabel="Epoch"
        thumbProps={{ 'aria-valuetext': `Epoch ${at}` }}
        onChange={setStep}
        onChangeEnd={(value) => {
          const chosen = checkpoints[value];
          if (chosen !== undefined && chosen !== epoch) onChange(chosen);
        }}
      />
    </div>
  );
}
