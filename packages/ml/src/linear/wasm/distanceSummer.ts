import type { Matrix } from '../../matrix/matrix.ts';
import { tileOf } from './work.ts';
import type { Workspace } from './workspace.ts';

/** Sums of distances by cluster, (rows, clusterCount), that grow block by block. */
export class DistanceSummer {
  /** Rows that are best taken at once. */
  readonly tile: number;
  readonly #workspace: Workspace;
  readonly #shape: { rows: number; cols: number; clusterCount: number };
  readonly #at: { points: number; labels: number; sums: number; scratch: number };

  constructor(
    workspace: Workspace,
    { data, rows, cols }: Matrix<Float64Array>,
    labels: Int32Array,
    clusterCount: number,
  ) {
    this.#workspace = workspace;
    this.#shape = { rows, cols, clusterCount };
    this.tile = tileOf(cols);
    this.#at = {
      points: workspace.put(data),
      labels: workspace.put(labels),
      sums: workspace.put(new Float64Array(rows * clusterCount)),
      scratch: workspace.reserve(this.tile * 8),
    };
  }

  /** Adds the distances between rows `from` to `to` and those of `other` to `end` that come after each, to both. */
  add(from: number, to: number, other: number, end: number): void {
    const { rows, cols, clusterCount } = this.#shape;
    const { points, labels, sums, scratch } = this.#at;
    for (let first = from; first < Math.min(to, rows); first += this.tile) {
      const last = Math.min(first + this.tile, to, rows);
      const span = [first, last, other, Math.min(end, rows), this.tile] as const;
      this.#workspace.run.addDistances(points, cols, labels, clusterCount, ...span, sums, scratch);
    }
  }

  sums(): Float64Array {
    return this.#workspace.float64(this.#at.sums, this.#shape.rows * this.#shape.clusterCount).slice();
  }
}
