export interface CurvePoint {
  epoch: number;
  trainLoss: number;
  validationLoss?: number | null;
}

export type LossKind = 'trainLoss' | 'validationLoss';

/** The losses of all lines at one epoch, in the order of the lines; null where a line has none. */
export interface CurveRow {
  epoch: number;
  losses: (number | null)[];
}

/** All curves by epoch, from the first epoch that any of them has to the last. */
export function curveRows(curves: readonly (readonly CurvePoint[])[], kind: LossKind): CurveRow[] {
  const rows = new Map<number, CurveRow>();
  for (const [line, points] of curves.entries())
    for (const point of points) {
      const loss = point[kind];
      if (loss == null) continue;
      let row = rows.get(point.epoch);
      if (!row) {
        row = { epoch: point.epoch, losses: curves.map(() => null) };
        rows.set(point.epoch, row);
      }
      row.losses[line] = loss;
    }
  return [...rows.values()].sort((a, b) => a.epoch - b.epoch);
}

/** At most about `most` rows, evenly apart, with the last one of every line. */
export function thinnedRows(rows: readonly CurveRow[], most: number): CurveRow[] {
  if (rows.length <= most) return [...rows];
  const ends = new Set(lineEnds(rows).map((end) => end?.row));
  const step = (rows.length - 1) / (most - 1);
  const kept = new Set(Array.from({ length: most }, (_, i) => Math.round(i * step)));
  return rows.filter((row, i) => kept.has(i) || ends.has(row));
}

/** Where each line ends; null for one without a value. */
export function lineEnds(rows: readonly CurveRow[]): ({ row: CurveRow; loss: number } | null)[] {
  return (rows[0]?.losses ?? []).map((_, line) => {
    const row = rows.findLast(({ losses }) => losses[line] != null);
    const loss = row?.losses[line];
    return row && loss != null ? { row, loss } : null;
  });
}

/** `3-20` of the address as epochs; null where it names no stretch of them. */
export function epochsOf(text: string | null): readonly [number, number] | null {
  const [, first, last] = /^(\d{1,5})-(\d{1,5})$/.exec(text ?? '') ?? [];
  return first !== undefined && last !== undefined && Number(first) < Number(last)
    ? [Number(first), Number(last)]
    : null;
}
