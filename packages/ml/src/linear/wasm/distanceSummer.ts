import type { Matrix } from '../../matrix/matrix.ts';
import { pairBlocks } from './pairBlocks.ts';
import { tileOf } from './work.ts';
import type { Workspace } from './workspace.ts';

/** Sums of distances by cluster, (rows, clusterCount), that grow block by block. */
export class DistanceSummer {
  readonly #workspace: Workspace;
  readonly #shape: { rows: number; cols: number; clusterCount: number };
  readonly #tile: number;
  readonly #at: { points: number; labels: number; sums: number };

  constructor(
    workspace: Workspace,
    { data, rows, cols }: Matrix<Float64Array>,
    labels: Int32Array,
    clusterCount: number,
  ) {
    this.#workspace = workspace;
    this.#shape = { rows, cols, clusterCount };
    this.#tile = tileOf(cols);
    this.#at = {
      points: workspace.put(data),
      labels: workspace.put(labels),
      sums: workspace.put(new Float64Array(rows * clusterCount)),
    };
  }

  /** Adds the distances between rows `from` to `to` and those of `other` to `end` that come after each, to both. */
  add(from: number, to: number, other: number, end: number): void {
    const { rows } = this.#shape;
    const mark = this.#workspace.mark();
    const scratch = this.#workspace.reserve(this.#tile * 8);
    const call = this.#call(from, Math.min(to, rows), other, Math.min(end, rows), scratch);
    this.#workspace.run.addDistances(...call);
    this.#workspace.backTo(mark);
  }

  /** All distances, each row's in ascending order of the other row. */
  async addAll(signal?: AbortSignal): Promise<void> {
    const { rows, cols } = this.#shape;
    const { pairs, after, blocks } = pairBlocks(rows, cols, this.#tile);
    const scratch = Array.from({ length: blocks }, () => this.#workspace.reserve(this.#tile * 8));
    const calls = pairs.map(({ from, to, other, end, block }) =>
      this.#call(from, to, other, end, scratch[block]!),
    );
    const work = (rows * rows * cols) / 2;
    await this.#workspace.each('addDistances', calls, { work, signal, after });
  }

  #call(from: number, to: number, other: number, end: number, scratch: number): number[] {
    const { cols, clusterCount } = this.#shape;
    const { points, labels, sums } = this.#at;
    return [points, cols, labels, clusterCount, from, to, other, end, this.#tile, sums, scratch];
  }

  sums(): Float64Array {
    return this.#workspace.float64(this.#at.sums, this.#shape.rows * this.#shape.clusterCount).slice();
  }
}
