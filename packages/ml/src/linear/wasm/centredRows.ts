import type { Workspace } from './workspace.ts';

export interface Centring {
  /** (cols) */
  means: Float64Array;
  /** (cols): the means of the squares of what is left. */
  variances: Float64Array;
}

/** Takes the means out of the rows at an address, in place; zeros where they are not to be centred. */
export function centredRows(
  workspace: Workspace,
  pointsAt: number,
  rows: number,
  cols: number,
  isCentred: boolean,
): Centring {
  const { run } = workspace;
  const mark = workspace.mark();
  const sums = workspace.reserve(cols * 8);
  const meansAt = workspace.put(new Float64Array(cols));
  const meanOf = () => workspace.float64(sums, cols).map((sum) => sum / rows);
  let means = new Float64Array(cols);
  if (isCentred) {
    run.sumColumns(pointsAt, rows, cols, sums);
    means = Float64Array.from(meanOf());
    workspace.overwrite(meansAt, means);
  }
  run.centreRows(pointsAt, rows, cols, meansAt, sums);
  const variances = Float64Array.from(meanOf());
  workspace.backTo(mark);
  return { means, variances };
}
