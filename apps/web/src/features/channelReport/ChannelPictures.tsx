import { IconCheck, IconMinus } from '@tabler/icons-react';
import { sampleId } from '../../ui/format.ts';
import { ServedImage } from '../../ui/ServedImage.tsx';
import { drawnAs } from '../datasets/display.ts';
import classes from './ChannelReport.module.css';

interface ChannelPicturesProps {
  channelCount: number;
  keep: readonly number[];
  /** The sample that stands for all. */
  example: { index: number; thumbnailUrl: string } | undefined;
}

/** Every channel of one sample, marked as to keep or to leave out. */
export function ChannelPictures({ channelCount, keep, example }: ChannelPicturesProps) {
  return (
    <ul className={classes.pictures}>
      {Array.from({ length: channelCount }, (_, channel) => {
        const isKept = keep.includes(channel);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its number
          <li key={channel} className={classes.picture} data-kept={isKept}>
            {example && (
              <ServedImage
                src={drawnAs(example.thumbnailUrl, { channel, stretch: 'ASINH', colorMap: 'inferno' }, 128)}
                alt={`Channel ${channel} of sample ${sampleId(example.index)}`}
                loading="lazy"
              />
            )}
            <span className={classes.caption}>
              <span>Channel {channel}</span>
              <span className={classes.mark}>
                {isKept ? <IconCheck size={14} aria-hidden /> : <IconMinus size={14} aria-hidden />}
                {isKept ? 'keep' : 'leave out'}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
