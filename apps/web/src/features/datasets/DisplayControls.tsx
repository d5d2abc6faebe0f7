'use client';

import { SegmentedControl, Select } from '@mantine/core';
import { words } from '../../ui/format.ts';
import { COLOR_MAP_CHOICES, type Display, STRETCH_CHOICES } from './display.ts';
import classes from './Gallery.module.css';

interface DisplayControlsProps {
  display: Display;
  /** Absent where all channels are shown. */
  channelCount?: number;
  onChange: (changes: Record<string, string | null>) => void;
}

/** Channel, stretch and colours of the pictures. */
export function DisplayControls({ display, channelCount, onChange }: DisplayControlsProps) {
  return (
    <div className={classes.controls}>
      {channelCount !== undefined && channelCount > 1 && (
        <SegmentedControl
          aria-label="Channel"
          value={String(display.channel)}
          data={Array.from({ length: channelCount }, (_, c) => ({ value: String(c), label: `Channel ${c}` }))}
          onChange={(value) => onChange({ channel: value })}
        />
      )}
      <Select
        aria-label="Stretch"
        size="xs"
        w={116}
        value={display.stretch}
        data={STRETCH_CHOICES.map((value) => ({ value, label: words(value) }))}
        onChange={(value) => onChange({ stretch: value })}
      />
      <Select
        aria-label="Colours"
        size="xs"
        w={116}
        value={display.colorMap}
        data={[...COLOR_MAP_CHOICES]}
        onChange={(value) => onChange({ colors: value })}
      />
    </div>
  );
}
