/** How a gallery's tiles lie: equal columns that share the width, rows as high as tiles are wide. */
export interface Grid {
  columns: number;
  /** Side of a tile, CSS pixels. */
  side: number;
  /** From one row's top to the next one's. */
  rowHeight: number;
  rows: number;
}

export const TILE_SIZES = { S: 72, M: 112, L: 192 } as const;
export type TileSize = keyof typeof TILE_SIZES;
export const GAP = 8;
export const CAPTION = 22;
// Two at least, also where a phone is narrower: browsers stop at 17.8 to 33.5 million pixels of height, and 100,000
// large tiles in one column would pass the lower bound.
const FEWEST_COLUMNS = 2;

/** The grid of `count` tiles in `width` CSS pixels; tiles are at least `smallest` wide where two of them fit. */
export function gridOf(width: number, count: number, smallest: number): Grid {
  const columns = Math.max(FEWEST_COLUMNS, Math.floor((width + GAP) / (smallest + GAP)));
  const side = Math.max(1, (width - (columns - 1) * GAP) / columns);
  return { columns, side, rowHeight: side + CAPTION + GAP, rows: Math.ceil(count / columns) };
}

interface Movement {
  columns: number;
  count: number;
  /** Whole rows in view. */
  rowsInView: number;
}

/**
 * Where a key moves the focus from tile `at`; null for a key that moves nothing. Left and right go on into the row
 * before and after; Home and End are a row's ends and, with Ctrl or Cmd, the gallery's.
 */
export function moveFocus(
  at: number,
  { key, toEnds }: { key: string; toEnds: boolean },
  { columns, count, rowsInView }: Movement,
): number | null {
  const last = count - 1;
  const rowStart = at - (at % columns);
  const inColumn = (rows: number): number => {
    const wanted = at + rows * columns;
    if (wanted < 0) return at % columns;
    if (wanted <= last) return wanted;
    // The last row may be short: what lies under its gap is its last tile.
    const lastRow = last - (last % columns);
    return Math.min(lastRow + (at % columns), last);
  };
  switch (key) {
    case 'ArrowLeft':
      return Math.max(at - 1, 0);
    case 'ArrowRight':
      return Math.min(at + 1, last);
    case 'ArrowUp':
      return at < columns ? at : inColumn(-1);
    case 'ArrowDown':
      return inColumn(1);
    case 'PageUp':
      return inColumn(-Math.max(1, rowsInView));
    case 'PageDown':
      return inColumn(Math.max(1, rowsInView));
    case 'Home':
      return toEnds ? 0 : rowStart;
    case 'End':
      return toEnds ? last : Math.min(rowStart + columns - 1, last);
    default:
      return null;
  }
}

/** The ID number that a text such as `17` or `#017` names; null where it names none. */
export function idNumber(text: string): number | null {
  const digits = /^\s*#?\s*(\d{1,9})\s*$/.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}
