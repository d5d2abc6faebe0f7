import type { Fact } from '@asterism/ml/associations';

export const FACT_SOURCES = ['HEADER', 'CATALOGUE', 'IMAGE'] as const;
export type FactSource = (typeof FACT_SOURCES)[number];

/** Samples whose headers are read for one answer; more take longer than somebody waits. */
export const SAMPLES_MAXIMUM = 100_000;
export const WORDS_MAXIMUM = 50;
const OTHER_WORD = -1;

export interface ToldFact {
  source: FactSource;
  name: string;
  unit: string | null;
  isNumeric: boolean;
}

export interface FactValues {
  unit: string | null;
  isDate: boolean;
  /** Null of numbers. */
  words: string[] | null;
  /** By ID number: numbers, or places in `words`; null where there is none. */
  values: (number | null)[];
}

export const toldFact = (source: FactSource, fact: Fact): ToldFact => ({
  source,
  name: fact.fact,
  unit: unitOf(fact),
  isNumeric: fact.kind !== 'categorical',
});

export function toldValues(fact: Fact): FactValues {
  const base = { unit: unitOf(fact), isDate: fact.kind === 'numeric' && fact.isDate === true };
  if (fact.kind !== 'categorical')
    return {
      ...base,
      words: null,
      values: Array.from(fact.values, (value) => (Number.isFinite(value) ? value : null)),
    };
  const words = frequentWords(fact.values);
  const places = new Map(words.map((word, place) => [word, place]));
  return {
    ...base,
    words,
    values: fact.values.map((word) => (word === null ? null : (places.get(word) ?? OTHER_WORD))),
  };
}

const unitOf = (fact: Fact): string | null =>
  fact.kind === 'circular' ? '°' : fact.kind === 'numeric' ? (fact.unit ?? null) : null;

/** Of equally frequent ones the first that came is first. */
function frequentWords(values: readonly (string | null)[]): string[] {
  const counts = new Map<string, number>();
  for (const word of values) if (word !== null) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, WORDS_MAXIMUM)
    .map(([word]) => word);
}
