import { centre, columnMeans, columnVariances, type Matrix, squaredDistance } from '../matrix/matrix.ts';
import type { Assigner, ClusterSums } from './linearAlgebra.ts';
import { partsOf } from './parts.ts';
import { createTurns } from './turns.ts';

type Rows = Matrix<Float64Array>;

/** Looks at every row and every centre. */
export function createReferenceAssigner(given: Matrix, { centred = false } = {}): Assigner {
  const { rows, cols } = given;
  const means = centred ? columnMeans(given) : new Float64Array(cols);
  const points: Rows = { data: new Float64Array(given.data), rows, cols };
  centre(points, means);
  const labels = new Int32Array(rows).fill(-1);
  let parts: ClusterSums[] = [];
  let rowsOfPart = rows;
  const add = (i: number, cluster: number, sign: number): void => {
    const { sums, counts } = parts[Math.floor(i / rowsOfPart)]!;
    counts[cluster]! += sign;
    for (let k = 0; k < cols; k++) sums[cluster * cols + k]! += sign * points.data[i * cols + k]!;
  };
  return {
    means,
    variances: columnVariances(given, means),
    restart(clusterCount) {
      labels.fill(-1);
      const blocks = partsOf(rows, clusterCount);
      rowsOfPart = blocks[0]![1];
      parts = blocks.map(() => {
        return { sums: new Float64Array(clusterCount * cols), counts: new Int32Array(clusterCount) };
      });
    },
    async assign(centers, signal) {
      const turn = createTurns(signal);
      let changes = 0;
      for (let i = 0; i < rows; i++) {
        await turn();
        const before = labels[i]!;
        const after = nearestOf(points, i, centers);
        if (after === before) continue;
        changes += 1;
        labels[i] = after;
        if (before >= 0) add(i, before, -1);
        add(i, after, 1);
      }
      return changes;
    },
    labels: () => labels.slice(),
    row: (i) => points.data.slice(i * cols, (i + 1) * cols),
    async clusters(afresh) {
      if (afresh) {
        for (const { sums, counts } of parts) {
          sums.fill(0);
          counts.fill(0);
        }
        labels.forEach((label, i) => {
          add(i, label, 1);
        });
      }
      return parts.slice(1).reduce(
        (all, part) => ({
          sums: all.sums.map((sum, at) => sum + part.sums[at]!),
          counts: all.counts.map((sum, cluster) => sum + part.counts[cluster]!),
        }),
        { sums: parts[0]!.sums.slice(), counts: parts[0]!.counts.slice() },
      );
    },
    ownDistances: async (centers) =>
      Float64Array.from(labels, (label, i) => squaredDistance(points, i, centers, label)),
    async squaredDistances(others) {
      const out = new Float64Array(rows * others.rows);
      for (let i = 0, at = 0; i < rows; i++)
        for (let c = 0; c < others.rows; c++, at++) out[at] = squaredDistance(points, i, others, c);
      return out;
    },
    async bestCandidate(candidates, closest) {
      const tried = Array.from({ length: candidates.rows }, (_, index) =>
        closest.map((least, i) => Math.min(least, squaredDistance(points, i, candidates, index))),
      );
      const potentials = tried.map((distances) => distances.reduce((sum, distance) => sum + distance, 0));
      const index = potentials.indexOf(Math.min(...potentials));
      closest.set(tried[index]!);
      return { index, potential: potentials[index]! };
    },
    close: () => undefined,
  };
}

function nearestOf(points: Rows, i: number, centers: Rows): number {
  let nearest = 0;
  let least = squaredDistance(points, i, centers, 0);
  for (let c = 1; c < centers.rows; c++) {
    const distance = squaredDistance(points, i, centers, c);
    if (distance >= least) continue;
    least = distance;
    nearest = c;
  }
  return nearest;
}
