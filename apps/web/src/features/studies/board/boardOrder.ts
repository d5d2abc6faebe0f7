import type { BoardRow } from './boardDocument.ts';

/** A number over seeds, and how far they lie apart. */
export interface Spread {
  mean: number;
  min: number;
  max: number;
  standardDeviation?: number | null;
}

export interface BoardColumn {
  key: 'mse' | 'psnr' | 'msSsim' | 'silhouette' | 'dbcv' | 'stability' | 'labelAgreement';
  name: string;
  /** Whether less is better. */
  isError: boolean;
  /** A score between -1 and 1, which is written without its zero. */
  isScore: boolean;
  /** What it says, on hover. */
  says: string;
  isDetail?: boolean;
}

export const BOARD_COLUMNS: readonly BoardColumn[] = [
  {
    key: 'mse',
    name: 'MSE',
    isError: true,
    isScore: false,
    says: 'Mean squared error of the reconstructions: less is better',
  },
  {
    key: 'psnr',
    name: 'PSNR, dB',
    isError: false,
    isScore: false,
    isDetail: true,
    says: 'Peak signal-to-noise ratio of the reconstructions: more is better',
  },
  {
    key: 'msSsim',
    name: 'MS-SSIM',
    isError: false,
    isScore: true,
    isDetail: true,
    says: 'Multi-scale structural similarity of the reconstructions: 1 is alike',
  },
  {
    key: 'silhouette',
    name: 'Silhouette',
    isError: false,
    isScore: true,
    says: 'Mean silhouette of the clusters: more is better',
  },
  {
    key: 'dbcv',
    name: 'DBCV',
    isError: false,
    isScore: true,
    isDetail: true,
    says: 'Density-based validity of the clusters, which need not be round: more is better',
  },
  {
    key: 'stability',
    name: 'Stability',
    isError: false,
    isScore: true,
    isDetail: true,
    says: 'How alike the clusters come back in resampled data: from .75 they are stable',
  },
  {
    key: 'labelAgreement',
    name: 'Seeds agree',
    isError: false,
    isScore: true,
    says: 'Adjusted Rand index of the labels of every two seeds: 1 where they make the same clusters',
  },
];

const SORT_KEYS = ['name', 'finishedCount', ...BOARD_COLUMNS.map(({ key }) => key)] as const;
export type BoardSortKey = (typeof SORT_KEYS)[number];
export interface BoardSorting {
  key: BoardSortKey;
  direction: 'ASC' | 'DESC';
}

/** `mse.ASC` as in the address; null where it says nothing of the kind. */
export function readSorting(text: string | null): BoardSorting | null {
  const [key, direction] = text?.split('.') ?? [];
  const known = SORT_KEYS.find((candidate) => candidate === key);
  return known && (direction === 'ASC' || direction === 'DESC') ? { key: known, direction } : null;
}

/** The best first, then the other way round, then as the study has it. */
export function nextSorting(current: BoardSorting | null, key: BoardSortKey): BoardSorting | null {
  const isError = BOARD_COLUMNS.find((column) => column.key === key)?.isError ?? key === 'name';
  const [first, second] = isError ? (['ASC', 'DESC'] as const) : (['DESC', 'ASC'] as const);
  if (current?.key !== key) return { key, direction: first };
  return current.direction === first ? { key, direction: second } : null;
}

/** Rows in that order; those without the score are last in both directions. */
export function sortRows(rows: readonly BoardRow[], sorting: BoardSorting | null): readonly BoardRow[] {
  if (!sorting) return rows;
  const { key, direction } = sorting;
  const sign = direction === 'ASC' ? 1 : -1;
  return rows.toSorted((a, b) => {
    if (key === 'name') return sign * a.name.localeCompare(b.name, 'en', { numeric: true });
    const [left, right] = [sortValue(a, key), sortValue(b, key)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right);
  });
}

const sortValue = (row: BoardRow, key: Exclude<BoardSortKey, 'name'>): number | null =>
  key === 'finishedCount' ? row.finishedCount : (row[key]?.mean ?? null);

/** The lowest and highest that any seed reached. Null where there is none. */
export function rangeOf(spreads: readonly (Spread | null | undefined)[]): readonly [number, number] | null {
  const known = spreads.filter((spread) => spread != null);
  if (known.length === 0) return null;
  return [Math.min(...known.map(({ min }) => min)), Math.max(...known.map(({ max }) => max))];
}

// Beyond this the small ones would lie on top of each other.
const LOG_FROM = 10;

/** Places of values between 0 and 1 along a range; by their logarithms where it spans more than a factor of ten. */
export function placesOn([low, high]: readonly [number, number], values: readonly number[]): number[] {
  if (!(high > low)) return values.map(() => 0.5);
  const by = isWide([low, high]) ? Math.log10 : (value: number) => value;
  return values.map((value) => (by(value) - by(low)) / (by(high) - by(low)));
}

export const isWide = ([low, high]: readonly [number, number]): boolean => low > 0 && high / low > LOG_FROM;
