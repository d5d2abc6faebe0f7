import { formatNumber } from '../../../../ui/format.ts';
import type { HeaderSummary } from './clusterDocuments.ts';

type Spread = HeaderSummary['keywords'][number]['all'];

/** One keyword of a cluster against all samples, as it is read. */
export interface HeaderFact {
  keyword: string;
  /** `30 to 60, median 45`, or `Ada (92 %)`. */
  here: string;
  all: string;
  contrast: number;
}

// Cliff 1993 as read by Romano et al. 2006: below .147 a difference is negligible, below .33 it is small.
const TELLING = 0.33;

/** What is telling of a cluster, the most telling first. */
export function headerFactsOf({ keywords }: HeaderSummary, label: number, most: number): HeaderFact[] {
  return keywords
    .flatMap(({ keyword, isDate, all, clusters }) => {
      const own = clusters.find((cluster) => cluster.label === label);
      if (!own || own.contrast < TELLING) return [];
      return [
        {
          keyword,
          here: spreadText(own.spread, isDate),
          all: spreadText(all, isDate),
          contrast: own.contrast,
        },
      ];
    })
    .sort((a, b) => b.contrast - a.contrast)
    .slice(0, most);
}

/** The values of a keyword in words: numbers by their ends, words by the most common one and its share. */
export function spreadText({ low, median, high, value, share }: Spread, isDate: boolean): string {
  if (value !== null) return `${value}${share === null ? '' : ` (${Math.round(share * 100)} %)`}`;
  if (low === null || median === null || high === null) return 'none';
  const text = isDate ? dayOf : (number: number) => formatNumber(number, 4);
  const [first, middle, last] = [low, median, high].map(text);
  return first === last ? `${first}` : `${first} to ${last}, median ${middle}`;
}

const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
