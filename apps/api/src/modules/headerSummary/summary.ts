import { columnFact, type TableColumn } from '@asterism/ml/associations';
import { contrastOf, ranksOf } from './contrast.ts';

/** The values of one keyword in some samples: numbers by their ends and middle, words by the most common one. */
export interface HeaderSpread {
  /** Samples that have the keyword. */
  count: number;
  low: number | null;
  median: number | null;
  high: number | null;
  value: string | null;
  /** Of those that have the keyword, with `value`; 0 to 1. */
  share: number | null;
}

export interface HeaderOfCluster extends HeaderSpread {
  label: number;
  /** How far the cluster differs from all other samples, 0 to 1. */
  contrast: number;
}

export interface HeaderKeyword {
  keyword: string;
  /** Numbers are milliseconds since 1970. */
  isDate: boolean;
  all: HeaderSpread;
  clusters: HeaderOfCluster[];
}

/** What the headers of each cluster have in common, against those of all samples. */
export interface HeaderSummary {
  keywords: HeaderKeyword[];
  /** Keywords that have the same value wherever they are. */
  constantCount: number;
}

// A page shows the few that tell most; a script may want some more.
const KEYWORDS_MOST = 40;

/** Of columns as long as `labels`; noise (-1) is a cluster of its own. The keyword that tells most of any cluster comes first. */
export function summariseHeaders(columns: readonly TableColumn[], labels: readonly number[]): HeaderSummary {
  const groups = [...new Set(labels)].sort((a, b) => a - b);
  let constantCount = 0;
  const keywords = columns.flatMap((column) => {
    const known = column.values.filter((value) => value !== null);
    if (new Set(known).size === 1) constantCount++;
    if (new Set(known).size < 2) return [];
    const fact = columnFact(column, false);
    const told =
      fact.kind === 'categorical'
        ? ofWords(fact.values, labels, groups)
        : ofNumbers(fact.values, labels, groups);
    return told
      ? [{ keyword: column.name, isDate: fact.kind === 'numeric' && fact.isDate === true, ...told }]
      : [];
  });
  return { keywords: keywords.sort((a, b) => mostOf(b) - mostOf(a)).slice(0, KEYWORDS_MOST), constantCount };
}

type Told = Pick<HeaderKeyword, 'all' | 'clusters'>;

const mostOf = ({ clusters }: Told): number => Math.max(...clusters.map(({ contrast }) => contrast));

function ofNumbers(values: ArrayLike<number>, labels: readonly number[], groups: readonly number[]): Told {
  const ranks = ranksOf(values);
  const spread = (isIn: (label: number) => boolean): HeaderSpread => {
    const sorted = Float64Array.from(labels, (label, i) => (isIn(label) ? values[i]! : Number.NaN))
      .filter((value) => !Number.isNaN(value))
      .sort();
    return {
      count: sorted.length,
      low: sorted[0] ?? null,
      median: sorted[Math.floor((sorted.length - 1) / 2)] ?? null,
      high: sorted.at(-1) ?? null,
      value: null,
      share: null,
    };
  };
  return {
    all: spread(() => true),
    clusters: groups.map((label) => ({
      label,
      ...spread((other) => other === label),
      contrast: contrastOf(ranks, (i) => labels[i] === label),
    })),
  };
}

/** Null where no word returns: names of single samples. */
function ofWords(
  values: readonly (string | null)[],
  labels: readonly number[],
  groups: readonly number[],
): Told | null {
  const all = countWords(values, () => true);
  const spread = ({ words, count }: Words): HeaderSpread => {
    const [value, most] = mostCommon(words);
    return { count, low: null, median: null, high: null, value, share: count > 0 ? most / count : null };
  };
  if (mostCommon(all.words)[1] < 2) return null;
  return {
    all: spread(all),
    clusters: groups.map((label) => {
      const own = countWords(values, (i) => labels[i] === label);
      const [value, most] = mostCommon(own.words);
      const others = all.count - own.count;
      const elsewhere = others > 0 && value !== null ? ((all.words.get(value) ?? 0) - most) / others : 0;
      const contrast = own.count > 0 && others > 0 ? Math.max(0, most / own.count - elsewhere) : 0;
      return { label, ...spread(own), contrast };
    }),
  };
}

interface Words {
  words: ReadonlyMap<string, number>;
  count: number;
}

function countWords(values: readonly (string | null)[], isIn: (sample: number) => boolean): Words {
  const words = new Map<string, number>();
  let count = 0;
  for (const [i, value] of values.entries()) {
    if (value === null || !isIn(i)) continue;
    words.set(value, (words.get(value) ?? 0) + 1);
    count++;
  }
  return { words, count };
}

/** Of equally common ones the first in the alphabet, so that the order of the samples does not matter. */
function mostCommon(words: ReadonlyMap<string, number>): [value: string | null, count: number] {
  let best: [string | null, number] = [null, 0];
  for (const [word, count] of words)
    if (count > best[1] || (count === best[1] && best[0] !== null && word < best[0])) best = [word, count];
  return best;
}
