import type { Fact } from './facts.ts';

export type TableValue = string | number | boolean | null;

/** A header keyword or a catalogue's column: a value of each sample, null where it has none. */
export interface TableColumn {
  name: string;
  values: readonly TableValue[];
  unit?: string;
}

// Up to so many whole numbers, each for two samples or more, are names of kinds rather than amounts.
const MOST_KINDS = 10;
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d*)?)?)?Z?$/;

/**
 * A column as a fact. Numbers are amounts, but a few whole numbers that return are kinds (class 0, 1, 2); ISO dates are
 * amounts of time; everything else is words. A column of numbers and words is words.
 */
export function columnFact({ name, values, unit }: TableColumn, isNuisance: boolean): Fact {
  const known = values.filter((value) => value !== null);
  const base = { fact: name, isNuisance };
  if (known.every((value) => typeof value === 'number') && !areKinds(known))
    return {
      ...base,
      kind: 'numeric',
      values: numbersOf(values, (value) => (typeof value === 'number' ? value : Number.NaN)),
      ...(unit ? { unit } : {}),
    };
  if (known.length > 0 && known.every((value) => typeof value === 'string' && DATE.test(value)))
    return { ...base, kind: 'numeric', values: numbersOf(values, timeOf), isDate: true };
  return {
    ...base,
    kind: 'categorical',
    values: values.map((value) => (value === null || value === '' ? null : String(value))),
  };
}

// Cards that describe the file's bytes or hold prose.
const NO_FACTS = /^(|END|COMMENT|HISTORY|CONTINUE|CHECKSUM|DATASUM|SIMPLE|XTENSION|EXTEND|PCOUNT|GCOUNT)$/;

// Headers of many extensions and histories have thousands of keywords; the first ones are looked at.
const KEYWORDS_MAXIMUM = 1000;

/** Gathers headers into columns, so that they need not all be there at once. */
export interface HeaderColumns {
  /** Of repeated cards the first counts. */
  add(sample: number, cards: readonly { keyword: string; value: TableValue }[]): void;
  /** One for each keyword that any header has, in the order they first occurred; at most 1,000. */
  columns(): TableColumn[];
}

export function gatherHeaders(sampleCount: number): HeaderColumns {
  const columns = new Map<string, TableValue[]>();
  const columnOf = (keyword: string): TableValue[] | undefined => {
    const known = columns.get(keyword);
    if (known || columns.size >= KEYWORDS_MAXIMUM) return known;
    const values = new Array<TableValue>(sampleCount).fill(null);
    columns.set(keyword, values);
    return values;
  };
  return {
    add(sample, cards) {
      for (const { keyword, value } of cards) {
        if (NO_FACTS.test(keyword)) continue;
        const values = columnOf(keyword);
        if (values) values[sample] ??= value;
      }
    },
    columns: () => [...columns].map(([name, values]) => ({ name, values })),
  };
}

function areKinds(values: readonly number[]): boolean {
  const counts = new Map<number, number>();
  for (const value of values) {
    if (!Number.isInteger(value)) return false;
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size > MOST_KINDS) return false;
  }
  return [...counts.values()].every((count) => count > 1);
}

/** Milliseconds; a time without a zone is UTC, as FITS has it. */
function timeOf(value: TableValue): number {
  if (typeof value !== 'string') return Number.NaN;
  return Date.parse(value.length > 10 && !value.endsWith('Z') ? `${value}Z` : value);
}

const numbersOf = (values: readonly TableValue[], numberOf: (value: TableValue) => number): Float64Array =>
  Float64Array.from(values, numberOf);
