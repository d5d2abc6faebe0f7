import type { Level } from './inverse.ts';

/**
 * Adjusts slopes and curvatures within what scaling made uncertain, so that blocks do not show (White 1992; the limits are those of
 * cfitsio's hsmooth). Coefficients at the edge stay.
 */
export function smoothCoefficients({ low, all, stride, height, width }: Level, scale: number): void {
  const most = Math.floor(scale / 2);
  if (most <= 0) return;
  const rows = (height + 1) >> 1;
  const columns = (width + 1) >> 1;
  const below = rows * stride;
  const limited = (step: number) => Math.max(Math.min(Math.trunc(step), most), -most);
  // The slope that would meet the neighbours' means, without passing them.
  const slope = (before: number, here: number, after: number): number | null => {
    const largest = Math.max(Math.min(after - here, here - before), 0) * 4;
    const smallest = Math.min(Math.max(after - here, here - before), 0) * 4;
    return smallest < largest ? Math.max(Math.min(after - before, largest), smallest) : null;
  };
  // In pixels: from 2 on, and as long as below the length less 2.
  const lastRow = (height - 1) >> 1;
  const lastColumn = (width - 1) >> 1;
  for (let i = 1; i < lastRow; i++)
    for (let j = 0; j < columns; j++) {
      const at = i * columns + j;
      const wanted = slope(low[at - columns]!, low[at]!, low[at + columns]!);
      const to = below + i * stride + j;
      if (wanted !== null) all[to]! += limited((wanted - all[to]! * 8) / 8);
    }
  for (let i = 0; i < rows; i++)
    for (let j = 1; j < lastColumn; j++) {
      const at = i * columns + j;
      const wanted = slope(low[at - 1]!, low[at]!, low[at + 1]!);
      const to = i * stride + columns + j;
      if (wanted !== null) all[to]! += limited((wanted - all[to]! * 8) / 8);
    }
  for (let i = 1; i < lastRow; i++)
    for (let j = 1; j < lastColumn; j++) {
      const at = i * columns + j;
      const x2 = all[below + i * stride + j]! * 2;
      const y2 = all[i * stride + columns + j]! * 2;
      const to = below + i * stride + columns + j;
      const wanted = curvature(low, at, columns, x2, y2);
      if (wanted !== null) all[to]! += limited((wanted - all[to]! * 64) / 64);
    }
}

/** 64 times the curvature that would meet the four diagonal neighbours, within what keeps the values between theirs. */
function curvature(low: Float64Array, at: number, columns: number, x2: number, y2: number): number | null {
  const mm = low[at - columns - 1]!;
  const pm = low[at + columns - 1]!;
  const mp = low[at - columns + 1]!;
  const pp = low[at + columns + 1]!;
  const here = low[at]!;
  const largest =
    Math.min(
      Math.max(pp - here, 0) - x2 - y2,
      Math.max(here - pm, 0) + x2 - y2,
      Math.max(here - mp, 0) - x2 + y2,
      Math.max(mm - here, 0) + x2 + y2,
    ) * 16;
  const smallest =
    Math.max(
      Math.min(pp - here, 0) - x2 - y2,
      Math.min(here - pm, 0) + x2 - y2,
      Math.min(here - mp, 0) - x2 + y2,
      Math.min(mm - here, 0) + x2 + y2,
    ) * 16;
  if (smallest >= largest) return null;
  return Math.max(Math.min(pp + mm - mp - pm, largest), smallest);
}
