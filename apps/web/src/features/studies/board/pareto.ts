import type { BoardRow } from './boardDocument.ts';

/** What reconstruction is told by along the chart. */
export interface ReconstructionScore {
  key: 'mse' | 'msSsim';
  name: string;
  isError: boolean;
}

export const RECONSTRUCTION_SCORES: readonly ReconstructionScore[] = [
  { key: 'mse', name: 'MSE', isError: true },
  { key: 'msSsim', name: 'MS-SSIM', isError: false },
];

/** A choice in the plane of reconstruction and clustering; the means, and from the lowest to the highest seed. */
export interface ParetoPoint {
  row: BoardRow;
  /** MSE or MS-SSIM. */
  x: number;
  /** Silhouette. */
  y: number;
  xRange: readonly [number, number];
  yRange: readonly [number, number];
  /** Whether no other choice is better in one without being worse in the other. */
  isFront: boolean;
}

/** Choices that have both scores, those on the front marked. */
export function paretoPoints(
  rows: readonly BoardRow[],
  { key, isError }: ReconstructionScore,
): ParetoPoint[] {
  const points = rows.flatMap((row) => {
    const [across, up] = [row[key], row.silhouette];
    if (!across || !up) return [];
    return {
      row,
      x: across.mean,
      y: up.mean,
      xRange: [across.min, across.max] as const,
      yRange: [up.min, up.max] as const,
    };
  });
  const sign = isError ? -1 : 1;
  const dominates = (a: (typeof points)[number], b: (typeof points)[number]) =>
    sign * a.x >= sign * b.x && a.y >= b.y && (a.x !== b.x || a.y !== b.y);
  return points.map((point) => ({ ...point, isFront: !points.some((other) => dominates(other, point)) }));
}

/** The front from the best reconstruction to the best clustering; of choices that are equal in both, the first. */
export function frontOf(points: readonly ParetoPoint[], { isError }: ReconstructionScore): ParetoPoint[] {
  const places = new Map(
    points
      .filter(({ isFront }) => isFront)
      .toReversed()
      .map((point) => [`${point.x} ${point.y}`, point]),
  );
  return [...places.values()].toSorted((a, b) => (isError ? a.x - b.x : b.x - a.x) || a.y - b.y);
}
