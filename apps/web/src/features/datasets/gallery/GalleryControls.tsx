'use client';

import { COLOR_MAP_NAMES, STRETCHES } from '@asterism/fits';
import { SegmentedControl, Select } from '@mantine/core';
import { words } from '../../../ui/format.ts';
import classes from './GalleryControls.module.css';
import { GoTo } from './GoTo.tsx';
import { type GalleryDisplay, PERCENTILES } from './galleryDisplay.ts';
import { TILE_SIZES } from './grid.ts';

interface GalleryControlsProps {
  display: GalleryDisplay;
  channelCount: number;
  total: number;
  onChange: (changes: Record<string, string | null>) => void;
  onGoTo: (index: number) => void;
}

// More than these do not stand side by side.
const MOST_SEGMENTS = 6;

/** Channel, stretch, limits, colours and size of the tiles, and the way to an ID. */
export function GalleryControls({ display, channelCount, total, onChange, onGoTo }: GalleryControlsProps) {
  return (
    <div className={classes.bar} role="toolbar" aria-label="How the samples are shown">
      <ChannelChoice channel={display.channel} count={channelCount} onChange={onChange} />
      <Select
        aria-label="Stretch"
        size="xs"
        w={112}
        value={display.stretch}
        data={STRETCHES.map((value) => ({ value, label: words(value) }))}
        onChange={(stretch) => onChange({ stretch })}
      />
      <Select
        aria-label="Limits"
        title="Where the first and the last colour lie: the same values in all samples, or each sample’s own"
        size="xs"
        w={124}
        value={display.limitsOf}
        data={[
          { value: 'all', label: 'common limits' },
          { value: 'own', label: 'own limits' },
        ]}
        onChange={(limits) => onChange({ limits })}
      />
      <Select
        aria-label="Percentile"
        size="xs"
        w={96}
        value={String(display.percentile)}
        data={PERCENTILES.map((value) => ({
          value: String(value),
          label: value === 100 ? 'min–max' : `${value} %`,
        }))}
        onChange={(percentile) => onChange({ percentile })}
      />
      <Select
        aria-label="Colours"
        size="xs"
        w={104}
        value={display.colorMap}
        data={COLOR_MAP_NAMES}
        onChange={(colors) => onChange({ colors })}
      />
      <SegmentedControl
        aria-label="Size of the tiles"
        value={display.size}
        data={Object.keys(TILE_SIZES)}
        onChange={(size) => onChange({ size })}
      />
      <GoTo total={total} onGoTo={onGoTo} />
    </div>
  );
}

interface ChannelChoiceProps {
  channel: number;
  count: number;
  onChange: GalleryControlsProps['onChange'];
}

function ChannelChoice({ channel, count, onChange }: ChannelChoiceProps) {
  if (count <= 1) return null;
  const data = Array.from({ length: count }, (_, c) => ({ value: String(c), label: `Channel ${c}` }));
  const props = { 'aria-label': 'Channel', value: String(channel), data };
  return count <= MOST_SEGMENTS ? (
    <SegmentedControl {...props} onChange={(value) => onChange({ channel: value })} />
  ) : (
    <Select {...props} size="xs" w={112} searchable onChange={(value) => onChange({ channel: value })} />
  );
}
