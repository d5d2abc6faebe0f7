/** A list that is read by pages, in whatever order they are looked at. */
export interface ReadPages<Row> {
  /** By their place from 0. */
  rows: ReadonlyMap<number, Row>;
  /** Numbers of the pages whose rows are as they are now, the one that was read longest ago first. */
  pages: readonly number[];
  total: number;
}

// A screen shows 20 to 40; the next hundred are there before they are scrolled to.
export const PAGE = 100;
// 10,000 rows, some 10 MB: what was left longest ago is read again when somebody comes back to it.
const MOST_PAGES = 100;

/** The page that holds what is looked at and was not read, or is next to it; null where there is none. */
export function missingPage<Row>(
  read: ReadPages<Row> | undefined,
  { first, last }: { first: number; last: number },
): number | null {
  // How many there are is known with the first page that comes.
  if (!read) return Math.floor(first / PAGE);
  const known = new Set(read.pages);
  const end = Math.ceil(read.total / PAGE) - 1;
  const pageAt = (place: number) => Math.max(0, Math.min(end, Math.floor(place / PAGE)));
  const looked = [first, last, last + PAGE / 2, first - PAGE / 2].map(pageAt);
  return looked.find((page) => !known.has(page)) ?? null;
}

/** With a page that was read now. A row that moved between two pages is shown once, where it was seen last; the page it left is to be read again. */
export function withPage<Row extends { id: string }>(
  before: ReadPages<Row> | undefined,
  page: number,
  { rows, total }: { rows: readonly Row[]; total: number },
): ReadPages<Row> {
  const moved = new Set(rows.map(({ id }) => id));
  const pages = [...(before?.pages ?? []).filter((other) => other !== page), page];
  const forgotten = new Set(pages.splice(0, Math.max(0, pages.length - MOST_PAGES)));
  // Rows that are out of date are shown until they are read again, while there is room for them.
  const hasRoom = (before?.rows.size ?? 0) < MOST_PAGES * PAGE;
  const all = new Map<number, Row>();
  for (const [place, row] of before?.rows ?? []) {
    const own = Math.floor(place / PAGE);
    // A page that lost a row to this one is out of date.
    if (own !== page && moved.has(row.id)) forgotten.add(own);
    else if (own !== page && !forgotten.has(own) && (hasRoom || pages.includes(own))) all.set(place, row);
  }
  for (const [i, row] of rows.entries()) all.set(page * PAGE + i, row);
  return { rows: all, pages: pages.filter((one) => !forgotten.has(one)), total };
}

/** All of it is to be read again, and shown until then. */
export const outOfDate = <Row>({ rows, total }: ReadPages<Row>): ReadPages<Row> => ({
  rows,
  pages: [],
  total,
});
