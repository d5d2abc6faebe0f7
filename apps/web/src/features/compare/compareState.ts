// What the address of a comparison says.

// As many as the API compares at once.
export const MOST = 100;

const wordsOf = (text: string | null): string[] => (text ?? '').split(/[\s,]+/).filter(Boolean);
const digitsOf = (word: string): string | undefined => /^(?:e-)?(\d{1,9})$/i.exec(word)?.[1];

/** Numbers of `E-1, E-2 3`, each once, in that order; what is no number is left out. */
export function numbersIn(text: string | null): number[] {
  const digits = wordsOf(text).flatMap((word) => digitsOf(word) ?? []);
  return [...new Set(digits.map(Number))];
}

/** The first word that is no experiment's number. */
export const strangerIn = (text: string): string | undefined =>
  wordsOf(text).find((word) => digitsOf(word) === undefined);

export const textOf = (numbers: readonly number[]): string =>
  numbers.map((number) => `E-${number}`).join(',');

/** Where experiments are compared in the workspace; of more than can be, the first. */
export const comparePath = (numbers: readonly number[]): string =>
  `/compare?experiments=${textOf(numbers.slice(0, MOST))}`;

/** The two that are looked at closely: those that the address names, or else the first two. */
export function pairOf(text: string | null, numbers: readonly number[]): readonly [number, number] | null {
  const [first, second] = numbersIn(text).filter((number) => numbers.includes(number));
  if (first !== undefined && second !== undefined) return [first, second];
  return numbers[0] !== undefined && numbers[1] !== undefined ? [numbers[0], numbers[1]] : null;
}

export const INDEXES = [
  {
    key: 'ARI',
    field: 'agreement',
    name: 'adjusted Rand index',
    says: 'Of every pair of samples: together in both, or apart in both. 1: the same groups; about 0: unrelated.',
  },
  {
    key: 'AMI',
    field: 'adjustedMutualInformation',
    name: 'adjusted mutual information',
    says: 'What one grouping tells of the other, less what chance would: small clusters count more. 1: the same groups; about 0: unrelated.',
  },
  {
    key: 'NMI',
    field: 'normalizedMutualInformation',
    name: 'normalised mutual information',
    says: 'What one grouping tells of the other, not corrected for chance: many small clusters raise it. 1: the same groups.',
  },
] as const;
export type AgreementIndex = (typeof INDEXES)[number];

export const indexOf = (text: string | null): AgreementIndex =>
  INDEXES.find(({ key }) => key === text?.toUpperCase()) ?? INDEXES[0];

export type AgreementMatrixValues = readonly (readonly (number | null)[])[];

/** The most and the least alike of all pairs, by their places; null where no two can be compared. */
export function extremes(matrix: AgreementMatrixValues): { most: Extreme; least: Extreme } | null {
  const pairs = matrix.flatMap((row, i) =>
    row.flatMap((value, j): Extreme[] => (j > i && value !== null ? [{ i, j, value }] : [])),
  );
  const [first] = pairs;
  if (!first) return null;
  return {
    most: pairs.reduce((best, pair) => (pair.value > best.value ? pair : best), first),
    least: pairs.reduce((best, pair) => (pair.value < best.value ? pair : best), first),
  };
}

interface Extreme {
  i: number;
  j: number;
  value: number;
}
