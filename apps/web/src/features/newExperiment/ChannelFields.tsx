import { ServedImage } from '../../ui/ServedImage.tsx';
import { drawnAs } from '../datasets/display.ts';
import { Hint } from './fieldTexts.tsx';
import classes from './NewExperiment.module.css';
import type { ReadyVersion } from './newExperimentDocuments.ts';

interface ChannelFieldsProps {
  version: ReadyVersion;
  chosen: readonly number[];
  was: string | undefined;
  error: string | undefined;
  onChange: (channels: number[]) => void;
}

/** Which channels the model sees, each shown on the first sample. */
export function ChannelFields({ version, chosen, was, error, onChange }: ChannelFieldsProps) {
  const count = version.channelCount ?? 1;
  const thumbnail = version.samples?.edges[0]?.node.thumbnailUrl;
  const toggle = (channel: number) => {
    const next = chosen.includes(channel) ? chosen.filter((c) => c !== channel) : [...chosen, channel];
    onChange(next.sort((a, b) => a - b));
  };
  return (
    <fieldset className={classes.channels}>
      <legend className={classes.label}>Channels</legend>
      <span className={classes.hint}>
        <Hint text="What the model sees, here on the first sample." was={was} />
      </span>
      <div className={classes.channelList}>
        {Array.from({ length: count }, (_, channel) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its number
          <label key={channel} className={classes.channel} data-chosen={chosen.includes(channel)}>
            {thumbnail && (
              <ServedImage
                src={drawnAs(thumbnail, { channel, stretch: 'ASINH', colorMap: 'inferno' }, 128)}
                alt=""
              />
            )}
            <span className={classes.channelName}>
              <input type="checkbox" checked={chosen.includes(channel)} onChange={() => toggle(channel)} />
              Channel {channel}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
