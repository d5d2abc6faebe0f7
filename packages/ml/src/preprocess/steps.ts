import type { PreprocessingParams } from '../params/index.ts';
import type { Limits } from './limits.ts';
import { type MeasuredSource, MOST_STRETCH, type Placement } from './placement.ts';

/** What was done to one sample, as far as it is known in numbers. */
export interface Done {
  params: PreprocessingParams;
  channelCount: number;
  /** Of each chosen channel; null where values were left as they are. */
  limits: readonly (Limits | null)[];
  placement: Placement;
  source: MeasuredSource | null;
  /** Share of the image's pixels that were not measured. */
  unmeasuredShare: number;
  /** Of the pixels, such as Jy/beam. */
  unit?: string | undefined;
}

/** What was done to a sample, a sentence each, in the order it was done. */
export function stepsOf(done: Done): string[] {
  return [
    channelWords(done),
    ...limitWords(done),
    ...stretchWords(done),
    ...alignmentWords(done),
    ...geometryWords(done),
    ...unmeasuredWords(done),
  ];
}

function channelWords({ params: { channels }, channelCount }: Done): string {
  const list =
    channels.length > 1 ? `${channels.slice(0, -1).join(', ')} and ${channels.at(-1)}` : channels[0];
  return `took channel${channels.length > 1 ? 's' : ''} ${list} of ${channelCount}`;
}

function limitWords({ params, limits, unit }: Done): string[] {
  if (params.normalization === 'NONE') return ['left the values as they are'];
  const { lowerPercentile, upperPercentile, normalization, channels } = params;
  const how =
    lowerPercentile === 0 && upperPercentile === 100
      ? 'scaled from the least and the greatest value to 0 and 1'
      : `clipped to the percentiles ${lowerPercentile} and ${upperPercentile} and scaled to 0 and 1`;
  const range = ({ lower, upper }: Limits) =>
    `${significant(lower)} to ${significant(upper)}${unit ? ` ${unit}` : ''}`;
  if (normalization === 'GLOBAL')
    return limits[0] ? [`${how}, all channels together: ${range(limits[0])}`] : [];
  return limits.flatMap((limit, i) => (limit ? [`${how}, channel ${channels[i]}: ${range(limit)}`] : []));
}

const stretchWords = ({ params: { stretch } }: Done): string[] =>
  stretch === 'LINEAR' ? [] : [`changed the brightness by ${stretch.toLowerCase()}`];

function alignmentWords({ params: { alignment }, placement, source }: Done): string[] {
  const { moved, turnedDegrees, stretchedBy } = placement;
  if (alignment === 'NONE') return [];
  if (!moved || !source) return ['no source could be measured: neither moved, nor turned, nor stretched'];
  const steps = [`moved by (${fixed(moved.x)}, ${fixed(moved.y)}) pixels`];
  if (turnedDegrees !== null)
    steps.push(
      `turned by ${fixed(Math.abs(turnedDegrees))} degrees ${turnedDegrees < 0 ? 'clockwise' : 'counter-clockwise'}`,
    );
  if (stretchedBy !== null)
    steps.push(
      stretchedBy < MOST_STRETCH
        ? `stretched by ${stretchedBy.toFixed(2)} along the short axis to face-on, tilt ${fixed(source.tiltDegrees)} degrees`
        : `stretched by ${MOST_STRETCH} along the short axis, the most that is done: a tilt of ${fixed(source.tiltDegrees)} degrees cannot be seen face-on`,
    );
  return steps;
}

function geometryWords({ placement: { geometry, reach, size } }: Done): string[] {
  if (geometry === 'POLAR')
    return [
      `unrolled to ${size} radii from 0 to ${fixed(reach)} pixels by ${size} angles from 0 to 360 degrees`,
    ];
  const each = (2 * reach) / size;
  return [
    `${each >= 1 ? 'averaged' : 'enlarged'} to ${size} x ${size}, ${each.toFixed(2)} pixels of the picture to one`,
  ];
}

function unmeasuredWords({ unmeasuredShare }: Done): string[] {
  if (unmeasuredShare === 0) return [];
  const percent = unmeasuredShare * 100;
  return [
    `filled ${percent < 0.1 ? 'less than 0.1' : fixed(percent)} % with the background, where nothing was measured, and masked it`,
  ];
}

const fixed = (value: number): string => {
  const text = value.toFixed(1);
  return text === '-0.0' ? '0.0' : text;
};

/** Three digits; powers of ten below .001 and from 100,000. */
function significant(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  return size < 1e-3 || size >= 1e5
    ? value
        .toExponential(2)
        .replace(/\.?0+e/, 'e')
        .replace('e+', 'e')
    : String(Number(value.toPrecision(3)));
}
