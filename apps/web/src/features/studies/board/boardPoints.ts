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
