'use client';

import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import type { VersionSample } from '../../api/useVersionSamples.ts';
import { sampleId } from '../../ui/format.ts';
import classes from './CompareControls.module.css';
import type { Compare } from './viewerState.ts';

interface CompareControlsProps {
  compare: Compare | null;
  /** Of this sample, and of the other one. */
  channelCount: number;
  otherChannelCount: number;
  /** The sample whose page this is. */
  index: number;
  samples: readonly VersionSample[];
  onChange: (compare: Compare | null) => void;
}

/** All channels, or one held against another one: in turn, or as a difference. */
export function CompareControls(props: CompareControlsProps) {
  const { compare, channelCount, otherChannelCount, index, samples, onChange } = props;
  const change = (changes: Partial<Compare>) => compare && onChange({ ...compare, ...changes });
  return (
    <fieldset className={classes.compare} aria-label="Compare">
      <SegmentedControl
        aria-label="What is shown"
        value={compare?.mode ?? 'CHANNELS'}
        data={[
          { value: 'CHANNELS', label: 'Channels' },
          { value: 'BLINK', label: 'Blink' },
          { value: 'DIFFERENCE', label: 'Difference' },
        ]}
        onChange={(mode) => onChange(compareIn(mode, compare, channelCount))}
      />
      {compare && (
        <>
          <ChannelSelect
            label="Channel of this sample"
            channel={compare.channel}
            channelCount={channelCount}
            onChange={(channel) => change({ channel })}
          />
          <span>{compare.mode === 'BLINK' ? 'and' : 'less'}</span>
          <Select
            aria-label="Sample to compare with"
            size="xs"
            w={180}
            searchable
            limit={50}
            nothingFoundMessage="No sample has this ID or name"
            value={compare.other.sampleIndex === null ? 'SELF' : String(compare.other.sampleIndex)}
            data={[
              { value: 'SELF', label: 'this sample' },
              ...samples
                .filter((sample) => sample.index !== index)
                .map((sample) => ({
                  value: String(sample.index),
                  label: `${sampleId(sample.index)} ${sample.fileName}`,
                })),
            ]}
            onChange={(value) =>
              change({
                other: {
                  ...compare.other,
                  sampleIndex: value === null || value === 'SELF' ? null : Number(value),
                },
              })
            }
          />
          <ChannelSelect
            label="Channel to compare with"
            channel={compare.other.channel}
            channelCount={otherChannelCount}
            onChange={(channel) => change({ other: { ...compare.other, channel } })}
          />
          {compare.other.sampleIndex === null && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconArrowsExchange size={14} aria-hidden />}
              onClick={() =>
                change({
                  channel: compare.other.channel,
                  other: { ...compare.other, channel: compare.channel },
                })
              }
            >
              Swap
            </Button>
          )}
        </>
      )}
    </fieldset>
  );
}

/** The comparison in another mode; where there was none, of the first two channels. Null: none. */
export function compareIn(mode: string, compare: Compare | null, channelCount: number): Compare | null {
  if (mode !== 'BLINK' && mode !== 'DIFFERENCE') return null;
  const first: Omit<Compare, 'mode'> = {
    channel: 0,
    other: { sampleIndex: null, channel: Math.min(1, channelCount - 1) },
  };
  return { ...(compare ?? first), mode };
}

interface ChannelSelectProps {
  label: string;
  channel: number;
  channelCount: number;
  onChange: (channel: number) => void;
}

function ChannelSelect({ label, channel, channelCount, onChange }: ChannelSelectProps) {
  return (
    <Select
      aria-label={label}
      size="xs"
      w={110}
      value={String(channel)}
      data={Array.from({ length: Math.max(channelCount, channel + 1) }, (_, c) => ({
        value: String(c),
        label: `channel ${c}`,
        disabled: c >= channelCount,
      }))}
      onChange={(value) => onChange(Number(value))}
    />
  );
}
