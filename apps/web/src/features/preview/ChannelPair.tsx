import { AlignmentOverlay } from './AlignmentOverlay.tsx';
import { PlaneCanvas } from './PlaneCanvas.tsx';
import classes from './PreviewPanel.module.css';
import type { LoadedPreview, Planes } from './usePreview.ts';

interface ChannelPairProps {
  preview: LoadedPreview;
  /** Place among the chosen channels. */
  place: number;
  isPolar: boolean;
  isNormalised: boolean;
}

const RAW_PERCENTILES = [0.5, 99.5] as const;
const EXTREMES = [0, 100] as const;

const planeAt = ({ data, width, height }: Planes, place: number): Float32Array =>
  data.subarray(place * width * height, (place + 1) * width * height);

/** A channel as it is, with what was taken of it, beside what the model will see. */
export function ChannelPair({ preview, place, isPolar, isNormalised }: ChannelPairProps) {
  const { raw, image, sample, outline, channels } = preview;
  const channel = channels[place];
  return (
    <div className={classes.pair}>
      <figure className={classes.figure}>
        <div className={classes.picture}>
          <PlaneCanvas
            data={planeAt(raw, place)}
            width={raw.width}
            height={raw.height}
            percentiles={RAW_PERCENTILES}
            stretch="ASINH"
            label={`Channel ${channel} as it is`}
          />
          <AlignmentOverlay
            width={sample.width}
            height={sample.height}
            alignment={sample.alignment}
            outline={outline}
          />
        </div>
        <figcaption>
          <span>Channel {channel}</span>
          <span className={classes.note}>
            {sample.width} × {sample.height}, asinh
          </span>
        </figcaption>
      </figure>
      <figure className={classes.figure}>
        <div className={classes.picture}>
          <PlaneCanvas
            data={planeAt(image, place)}
            width={image.width}
            height={image.height}
            percentiles={isNormalised ? null : EXTREMES}
            stretch="LINEAR"
            label={`Channel ${channel} as the model will see it`}
          />
        </div>
        <figcaption>
          <span>The model sees</span>
          <span className={classes.note}>
            {isPolar ? 'radius ↑, angle →' : `${image.width} × ${image.height}`}
          </span>
        </figcaption>
      </figure>
    </div>
  );
}
