import { describe, expect, test } from 'vitest';
import reference from '../../fixtures/dbscan.json' with { type: 'json' };
import { adjustedRandIndex } from '../compare/index.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { hdbscanParams } from '../params/hdbscan.ts';
import { fitHdbscan } from './hdbscan.ts';

interface Run {
  minPts: number;
  labels: number[];
  outlierScores: number[] | null;
  distances: number[];
}

describe.each(reference.cases)('as R: $name', ({ data, rows, cols, runs }) => {
  const points: Matrix = { data: Float64Array.from(data), rows, cols };

  test.each<Run>(runs)('minPts $minPts', async ({ minPts, labels, outlierScores, distances }) => {
    const fit = await fitHdbscan(points, hdbscanParams.parse({ minClusterSize: minPts }));
    const mine = fit.singleLinkage.distances.toSorted();
    expect(mine).toHaveLength(distances.length);
    mine.forEach((distance, i) => {
      expect(Math.abs(distance - distances[i]!)).toBeLessThan(1e-10 * Math.max(1, distance));
    });
    // With more, core distances make ties and R keeps clusters that have fewer members left: see make_dbscan.R.
    if (minPts > 2) return;
    expect(new Set(mine).size).toBe(mine.length);
    expect(fit.labels.map((label) => Math.min(label, 0))).toEqual(
      Int32Array.from(labels, (label) => Math.min(label, 0)),
    );
    expect(adjustedRandIndex(fit.labels, labels)).toBe(1);
    expect(outlierScores).toHaveLength(rows);
    fit.outlierScores.forEach((score, i) => {
      expect(score).toBeCloseTo(outlierScores![i]!, 12);
    });
  });
});
