/** Rows of a list that may be in groups, by their place on the screen: most of them are not read yet. */

export interface GroupOfRows {
  /** Null: those without. */
  key: string | null;
  name: string | null;
  count: number;
  bestSilhouette: number | null;
}

/** Experiments that belong together: all, or those of an open group. */
export interface Stretch<Row> {
  group: GroupOfRows | null;
  isOpen: boolean;
  /** By their place from 0, as far as they were read. */
  rows: ReadonlyMap<number, Row>;
  total: number;
}

export type Item<Row> =
  | { kind: 'group'; stretch: number; group: GroupOfRows; isOpen: boolean }
  | { kind: 'row'; stretch: number; place: number; row: Row | null };

const heightOf = <Row>({ group, isOpen, total }: Stretch<Row>): number =>
  (group ? 1 : 0) + (isOpen ? total : 0);

export const itemCount = <Row>(stretches: readonly Stretch<Row>[]): number =>
  stretches.reduce((sum, stretch) => sum + heightOf(stretch), 0);

/** What stands in that place, from 0; null beyond the end. */
export function itemAt<Row>(stretches: readonly Stretch<Row>[], index: number): Item<Row> | null {
  let left = index;
  for (const [at, stretch] of stretches.entries()) {
    const height = heightOf(stretch);
    if (left >= height) {
      left -= height;
      continue;
    }
    const { group, isOpen, rows } = stretch;
    if (group && left === 0) return { kind: 'group', stretch: at, group, isOpen };
    const place = group ? left - 1 : left;
    return { kind: 'row', stretch: at, place, row: rows.get(place) ?? null };
  }
  return null;
}

/** Rows of one stretch that follow each other, from the first place to the last. */
export interface Span {
  stretch: number;
  first: number;
  last: number;
}

/** The rows between two places of the list, both among them, in whichever order they are given; `most` at the most, from the top. */
export function spansBetween<Row>(
  stretches: readonly Stretch<Row>[],
  [from, to]: readonly [number, number],
  most: number,
): { spans: readonly Span[]; count: number } {
  const [top, bottom] = from < to ? [from, to] : [to, from];
  const spans: Span[] = [];
  let count = 0;
  let start = 0;
  for (const [at, stretch] of stretches.entries()) {
    const firstRow = start + (stretch.group ? 1 : 0);
    start += heightOf(stretch);
    const first = Math.max(0, top - firstRow);
    const last = Math.min(bottom, start - 1) - firstRow;
    if (last < first) continue;
    const room = most - count;
    count += last - first + 1;
    if (room > 0) spans.push({ stretch: at, first, last: Math.min(last, first + room - 1) });
  }
  return { spans, count };
}
