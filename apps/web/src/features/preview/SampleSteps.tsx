'use client';

import { Button, NumberInput } from '@mantine/core';
import { IconArrowsShuffle, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import classes from './PreviewPanel.module.css';

interface SampleStepsProps {
  /** The ID number. */
  index: number;
  count: number;
  onChange: (index: number) => void;
}

/** Which sample is previewed: the one before, the next, any other, or one by its ID. */
export function SampleSteps({ index, count, onChange }: SampleStepsProps) {
  const step = (by: number) => onChange((index + by + count) % count);
  return (
    <div className={classes.steps}>
      <Button variant="default" size="xs" px={6} aria-label="Previous sample" onClick={() => step(-1)}>
        <IconChevronLeft size={16} aria-hidden />
      </Button>
      <NumberInput
        aria-label="Sample ID"
        size="xs"
        w={76}
        prefix="#"
        min={0}
        max={count - 1}
        clampBehavior="strict"
        allowDecimal={false}
        hideControls
        value={index}
        onChange={(value) => typeof value === 'number' && onChange(value)}
      />
      <Button variant="default" size="xs" px={6} aria-label="Next sample" onClick={() => step(1)}>
        <IconChevronRight size={16} aria-hidden />
      </Button>
      <Button
        variant="default"
        size="xs"
        px={6}
        aria-label="Any sample"
        title="Any sample"
        // One of the others.
        onClick={() => step(1 + Math.floor(Math.random() * (count - 1)))}
      >
        <IconArrowsShuffle size={16} aria-hidden />
      </Button>
    </div>
  );
}
