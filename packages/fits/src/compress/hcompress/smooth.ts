import type { Level } from './inverse.ts';

/**
 * Adjusts slopes and curvatures within what scaling made uncertain, so that blocks do not show (White 1992; the limits are those of
 * cfitsio's hsmooth). Coefficients at the edge stay.
 */
export function smoothCoefficients(level: Level, scale: number): void {
  const most = Math.floor(scale / 2);
  if (most <= 0) return;
  const rows = (level.height + 1) >> 1;
  const columns = (level.width + 1) >> 1;
  // In pixels: from 2 on, and as long as below the length less 2.
  const lastRow = (level.height - 1) >> 1;
  const lastColumn = (level.width - 1) >> 1;
  smoothSlopes(level, most, {
    offset: rows * level.stride,
    step: columns,
    from: [1, 0],
    to: [lastRow, columns],
  });
  smoothSlopes(level, most, { offset: columns, step: 1, from: [0, 1], to: [rows, lastColumn] });
  smoothCurvatures(level, most, [lastRow, lastColumn]);
}

interface Slopes {
  /** Where the slopes stand among all coefficients. */
  offset: number;
  /** From a mean to the next one along the slope. */
  step: number;
  /** First row and column, and those behind the last. */
  from: [number, number];
  to: [number, number];
}

/** Towards the slope that would meet the neighbours' means, without passing them. */
function smoothSlopes(
  { low, all, stride, width }: Level,
  most: number,
  { offset, step, from, to }: Slopes,
): void {
  const columns = (width + 1) >> 1;
  for (let i = from[0]; i < to[0]; i++)
    for (let j = from[1]; j < to[1]; j++) {
      const mean = i * columns + j;
      const here = low[mean]!;
      const up = low[mean + step]! - here;
      const down = here - low[mean - step]!;
      const largest = Math.max(Math.min(up, down), 0) * 4;
      const smallest = Math.min(Math.max(up, down), 0) * 4;
      if (smallest >= largest) continue;
      const wanted = Math.max(Math.min(up + down, largest), smallest);
      const at = offset + i * stride + j;
      const change = Math.trunc((wanted - all[at]! * 8) * 0.125);
      all[at]! += Math.max(Math.min(change, most), -most);
    }
}

/** Towards the curvature that would meet the four diagonal neighbours, within what keeps the values between theirs. */
function smoothCurvatures(
  { low, all, stride, height, width }: Level,
  most: number,
  [lastRow, lastColumn]: [number, number],
): void {
  const columns = (width + 1) >> 1;
  const below = ((height + 1) >> 1) * stride;
  for (let i = 1; i < lastRow; i++)
    for (let j = 1; j < lastColumn; j++) {
      const mean = i * columns + j;
      const at = i * stride + j;
      const x2 = all[at + below]! * 2;
      const y2 = all[at + columns]! * 2;
      const here = low[mean]!;
      const mm = low[mean - columns - 1]! - here;
      const pm = low[mean + columns - 1]! - here;
      const mp = low[mean - columns + 1]! - here;
      const pp = low[mean + columns + 1]! - here;
      const largest =
        16 *
        Math.min(
          Math.min(Math.max(pp, 0) - x2 - y2, Math.max(-pm, 0) + x2 - y2),
          Math.min(Math.max(-mp, 0) - x2 + y2, Math.max(mm, 0) + x2 + y2),
        );
      const smallest =
        16 *
        Math.max(
          Math.max(Math.min(pp, 0) - x2 - y2, Math.min(-pm, 0) + x2 - y2),
          Math.max(Math.min(-mp, 0) - x2 + y2, Math.min(mm, 0) + x2 + y2),
        );
      if (smallest >= largest) continue;
      const wanted = Math.max(Math.min(pp + mm - mp - pm, largest), smallest);
      const to = at + below + columns;
      const change = Math.trunc((wanted - all[to]! * 64) * 0.015625);
      all[to]! += Math.max(Math.min(change, most), -most);
    }
}
