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
  /** The first of them, as far as they were read. */
  rows: readonly Row[];
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
    return { kind: 'row', stretch: at, place, row: rows[place] ?? null };
  }
  return null;
}
