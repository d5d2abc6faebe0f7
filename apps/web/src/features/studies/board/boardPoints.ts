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

/** A round step, at least a tenth of the span, and round ends around the values. */
export function linearDomain(low: number, high: number): [number, number] {
  const span = high - low || Math.abs(high) || 1;
  const step = 10 ** Math.floor(Math.log10(span)) / 2;
  const round = (value: number) => Number(value.toPrecision(12));
  return [round(Math.floor(low / step) * step), round(Math.ceil(high / step) * step)];
}
