import { CLEAR_QUALITY } from '../params/configuration.ts';
import type { Fact } from './facts.ts';

/** What an import measured of one sample. */
export interface MeasuredImage {
  /** Its ID number: the place of its file among all. */
  index: number;
  width: number;
  height: number;
  /** Percentiles 25, 50 and 99.5 of the finite pixels of the channel that is looked at; null where it has none. */
  percentiles: { p25: number; p50: number; p995: number } | null;
  /** The brightest source, see measureSample; null where there is none. */
  source: {
    angleDegrees: number;
    axisRatio: number;
    tiltDegrees: number;
    radius: number;
    quality: number;
  } | null;
}

// A quarter of normal noise lies more than .6745 deviations below its median.
const QUARTILE = 0.6745;
// Of a rounder source the long axis is the noise's choice.
const ROUND = 0.9;

/**
 * The facts of pictures that clusters should not be made of, in the order of the samples. Noise is measured below the
 * median, where no source is. Orientation, tilt and size are only those of clear sources; orientation not of round ones.
 */
export function imageFacts(images: readonly MeasuredImage[]): Fact[] {
  const numbers = (measure: (image: MeasuredImage) => number | null) =>
    Float64Array.from(images, (image) => measure(image) ?? Number.NaN);
  const ofSource = (
    measure: (source: NonNullable<MeasuredImage['source']>, image: MeasuredImage) => number,
  ) =>
    numbers((image) =>
      image.source && image.source.quality >= CLEAR_QUALITY ? measure(image.source, image) : null,
    );
  const numeric = { kind: 'numeric', isNuisance: true } as const;
  return [
    {
      ...numeric,
      fact: 'noise level',
      values: numbers(({ percentiles }) => percentiles && (percentiles.p50 - percentiles.p25) / QUARTILE),
      advice: 'Smooth the images or leave out the noisiest, and compare.',
    },
    {
      ...numeric,
      fact: 'brightness',
      values: numbers(({ percentiles }) => percentiles && percentiles.p995 - percentiles.p50),
      advice: 'Normalise each image by its own limits, and compare.',
    },
    {
      ...numeric,
      fact: 'size of the emission',
      unit: '% of the picture',
      values: ofSource(({ radius }, { width, height }) => (200 * radius) / Math.max(width, height)),
      advice: 'Align the images by size, and compare.',
    },
    {
      fact: 'orientation',
      kind: 'circular',
      isNuisance: true,
      periodDegrees: 180,
      values: ofSource(({ angleDegrees, axisRatio }) => (axisRatio < ROUND ? angleDegrees : Number.NaN)),
      advice: 'Align the images by direction, and compare.',
    },
    {
      ...numeric,
      fact: 'tilt',
      unit: '°',
      values: ofSource(({ tiltDegrees }) => tiltDegrees),
      advice: 'Align the images by tilt, and compare.',
    },
    {
      ...numeric,
      fact: 'file order',
      values: numbers(({ index }) => index),
      advice: 'Find out what changed from the first files to the last.',
    },
  ];
}
