import { formatCount } from '../../../../ui/format.ts';
import { clusterName } from '../../../clustering/samples.ts';
import { PlaneCanvas } from '../../../preview/PlaneCanvas.tsx';
import classes from './Clusters.module.css';
import type { MeanImage } from './meanImages.ts';

interface MeanImageViewProps {
  label: number;
  mean: MeanImage;
  /** Of each channel the values of the first and the last colour. */
  limits: readonly (readonly [number, number])[];
  /** Numbers of the channels that the model saw. */
  channels: readonly number[];
  /** Members of the cluster. */
  memberCount: number;
}

/** The mean of a cluster's images as the model saw them, channel by channel. */
export function MeanImageView({ label, mean, limits, channels, memberCount }: MeanImageViewProps) {
  const { planes, size, count } = mean;
  return (
    <figure className={classes.kind}>
      <figcaption>
        Mean image{' '}
        <span className={classes.of}>
          of{' '}
          {count === memberCount
            ? `all ${formatCount(count)}`
            : `${formatCount(count)} of ${formatCount(memberCount)}`}
        </span>
      </figcaption>
      <div className={classes.pictures}>
        {planes.map((plane, i) => (
          <div key={channels[i] ?? i} className={classes.plane}>
            <PlaneCanvas
              data={plane}
              width={size}
              height={size}
              limits={limits[i] ?? [0, 1]}
              stretch="LINEAR"
              label={`Mean image of ${clusterName(label)}, channel ${channels[i] ?? i}`}
            />
            {planes.length > 1 && <span className={classes.of}>channel {channels[i] ?? i}</span>}
          </div>
        ))}
      </div>
    </figure>
  );
}
