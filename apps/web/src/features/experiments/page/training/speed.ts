import * as z from 'zod/mini';
import { formatDuration, formatNumber } from '../../../../ui/format.ts';
import type { ShownExperiment } from '../../experimentDocuments.ts';

const held = z.object({ validationShare: z.number() });

export interface SpeedPoint {
  epoch: number;
  imagesPerSecond: number;
  /** Of one epoch over the training images, validation left out; null where their number is not known. */
  secondsPerEpoch: number | null;
}

/** How fast each epoch went; those that were not timed are left out. */
export function speedOf({
  curve,
  model,
  datasetVersion,
}: Pick<ShownExperiment, 'curve' | 'model' | 'datasetVersion'>): SpeedPoint[] {
  const total = datasetVersion?.sampleCount ?? null;
  const share = held.safeParse(model?.params);
  // As training itself holds samples back.
  const trained =
    total === null || !share.success
      ? null
      : total - Math.min(Math.round(total * share.data.validationShare), total - 1);
  return curve.flatMap(({ epoch, imagesPerSecond }) =>
    imagesPerSecond == null || imagesPerSecond <= 0
      ? []
      : [
          {
            epoch,
            imagesPerSecond,
            secondsPerEpoch: trained === null ? null : trained / imagesPerSecond,
          },
        ],
  );
}

/** The median epoch's speed, and how long the training took as a whole. */
export function speedSentence(points: readonly SpeedPoint[], seconds: number | null | undefined): string {
  const middle = points.toSorted((a, b) => a.imagesPerSecond - b.imagesPerSecond)[
    Math.floor((points.length - 1) / 2)
  ];
  if (!middle) return '';
  const epoch = middle.secondsPerEpoch === null ? '' : `, ${shortly(middle.secondsPerEpoch)} an epoch`;
  const whole = seconds == null ? '' : `. The whole training took ${formatDuration(seconds)}`;
  return `Median ${formatNumber(middle.imagesPerSecond)} images a second${epoch}${whole}.`;
}

/** Seconds with the digits that short epochs need. */
export const shortly = (seconds: number): string =>
  seconds < 10 ? `${formatNumber(seconds, 2)} s` : formatDuration(seconds);
