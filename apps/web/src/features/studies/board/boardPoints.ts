import type { BoardRow } from './boardDocument.ts';

/** A choice in the plane of reconstruction error and silhouette, with its seeds' reach: [below, above] the mean. */
export interface BoardPoint {
  name: string;
  mse: number;
  silhouette: number;
  mseReach: [number, number];
  silhouetteReach: [number, number];
  isBestReconstruction: boolean;
  isBestClustering: boolean;
}

/** Choices that have both scores. */
export function boardPoints(rows: readonly BoardRow[]): BoardPoint[] {
  return rows.flatMap(({ name, mse, silhouette, isBestReconstruction, isBestClustering }) =>
    mse && silhouette
      ? [
          {
            name,
            mse: mse.mean,
            silhouette: silhouette.mean,
            mseReach: reachOf(mse),
            silhouetteReach: reachOf(silhouette),
            isBestReconstruction,
            isBestClustering,
          },
        ]
      : [],
  );
}

const reachOf = ({ mean, min, max }: { mean: number; min: number; max: number }): [number, number] => [
  mean - min,
  max - mean,
];

const STEPS_MOST = 6;

/** Round values from at or below `low` to at or above `high`, at most six steps apart. */
export function roundTicks(low: number, high: number): number[] {
  const span = high - low || Math.abs(high) || 1;
  const power = 10 ** Math.floor(Math.log10(span / STEPS_MOST));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => span / size <= STEPS_MOST)!;
  const first = Math.floor(low / step);
  const count = Math.max(Math.ceil(high / step) - first, 1) + 1;
  // Binary fractions do not add up to round decimals.
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
