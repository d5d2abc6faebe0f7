import { ALIGNMENTS, CLUSTERING_ALGORITHMS, MODEL_KINDS, NORMALIZATIONS } from '@asterism/ml/params';
import type { ExperimentFilter, FieldCondition } from '../../../gql/graphql.ts';

// What the filter bar understands: words such as model:CONV silhouette>.4 tag:"a gap" k=3, and any other for a search.

const STATUSES = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const;

/** Words whose value is one of some, with what the API calls them. */
export const CHOICES = {
  status: STATUSES,
  model: MODEL_KINDS,
  clusterer: CLUSTERING_ALGORITHMS,
  normalization: NORMALIZATIONS,
  alignment: ALIGNMENTS,
  archived: ['yes', 'no', 'any'],
} as const satisfies Record<string, readonly string[]>;
type ChoiceWord = keyof typeof CHOICES;

/** Words whose value is a number, with the API's field. */
export const NUMBERS = {
  silhouette: 'metrics.silhouette',
  daviesBouldin: 'metrics.daviesBouldin',
  dbcv: 'metrics.dbcv',
  stability: 'metrics.stability',
  mse: 'metrics.mse',
  msSsim: 'metrics.msSsim',
  clusters: 'metrics.clusterCount',
  noise: 'metrics.noiseCount',
  latentSize: 'model.latentSize',
  epochs: 'model.epochs',
  seed: 'seed',
} as const;
type NumberWord = keyof typeof NUMBERS;

export const WORDS: readonly string[] = [...Object.keys(CHOICES), 'tag', ...Object.keys(NUMBERS)];

export interface FilterWords {
  filter: ExperimentFilter;
  /** What could not be understood, in sentences. */
  problems: string[];
}

// A name, how it compares, and the rest up to a space that is not within quotes.
const WORD = /^([a-z]+)(:|>=|<=|=|>|<)(.*)$/i;

/** The words between spaces; quotes hold one together and are kept. */
export const splitWords = (text: string): string[] => text.match(/(?:"[^"]*"?|[^\s"])+/g) ?? [];

const unquoted = (text: string): string => text.replaceAll('"', '');

/** The API's filter; archived experiments are left out unless they are asked for. */
export function filterOfWords(text: string): FilterWords {
  const found: Required<Pick<FilterWords, 'problems'>> & {
    filter: ExperimentFilter;
    where: FieldCondition[];
  } = {
    filter: { archived: false },
    where: [],
    problems: [],
  };
  const searched: string[] = [];
  for (const word of splitWords(text)) {
    const [, name = '', operator = '', rest = ''] = WORD.exec(word) ?? [];
    const value = unquoted(rest);
    if (!name) searched.push(unquoted(word));
    else if (value === '') found.problems.push(`${name}${operator} wants a value.`);
    else if (name in CHOICES) takeChoice(found, name as ChoiceWord, value);
    else if (name === 'tag') found.filter.tag = value;
    else if (name in NUMBERS) takeNumber(found, name as NumberWord, operator, value);
    else found.problems.push(`There is no word ${name}: there are ${WORDS.join(', ')}.`);
  }
  if (searched.length > 0) found.filter.text = searched.join(' ');
  if (found.where.length > 0) found.filter.where = found.where;
  return { filter: found.filter, problems: found.problems };
}

function takeChoice(
  { filter, where, problems }: FilterWords & { where: FieldCondition[] },
  name: ChoiceWord,
  value: string,
): void {
  const values = value.split(',').map((one) => (name === 'archived' ? one.toLowerCase() : one.toUpperCase()));
  const known: readonly string[] = CHOICES[name];
  const unknown = values.find((one) => !known.includes(one));
  if (unknown !== undefined) {
    problems.push(`${name} is one of ${known.join(', ')}; not ${unknown}.`);
    return;
  }
  // Checked against the API's names above.
  if (name === 'status') filter.status = values as NonNullable<ExperimentFilter['status']>;
  else if (name === 'model') filter.model = values as NonNullable<ExperimentFilter['model']>;
  else if (name === 'clusterer') filter.algorithm = values as NonNullable<ExperimentFilter['algorithm']>;
  else if (name === 'archived') filter.archived = values[0] === 'any' ? null : values[0] === 'yes';
  else if (values.length > 1) problems.push(`${name} takes one value.`);
  else where.push({ field: `preprocessing.${name}`, equals: values[0] });
}

// The API's bounds hold their ends; of a double the next one is as good as leaving the end out.
const justAbove = (value: number): number =>
  value + Math.max(Math.abs(value) * Number.EPSILON, Number.MIN_VALUE);

function takeNumber(
  { where, problems }: FilterWords & { where: FieldCondition[] },
  name: NumberWord,
  operator: string,
  value: string,
): void {
  const number = Number(value);
  if (!Number.isFinite(number)) {
    problems.push(`${name} is a number; not ${value}.`);
    return;
  }
  const field = NUMBERS[name];
  if (operator === '>=') where.push({ field, atLeast: number });
  else if (operator === '<=') where.push({ field, atMost: number });
  else if (operator === '>') where.push({ field, atLeast: justAbove(number) });
  else if (operator === '<') where.push({ field, atMost: -justAbove(-number) });
  else where.push({ field, atLeast: number, atMost: number });
}

/** What may stand in place of the word that ends the text: whole words, or the beginnings of some. */
export function suggestionsFor(text: string, tags: readonly string[]): string[] {
  const last = /\s$/.test(text) ? '' : (splitWords(text).at(-1) ?? '');
  const [, name = '', operator = '', value = ''] = WORD.exec(last) ?? [];
  if (!name)
    return WORDS.filter((word) => word.toLowerCase().startsWith(last.toLowerCase())).map((word) =>
      word in NUMBERS ? `${word}>` : `${word}:`,
    );
  const values: readonly string[] =
    name === 'tag' ? tags.map(quoted) : name in CHOICES ? CHOICES[name as ChoiceWord] : [];
  return values
    .filter((one) => one.toLowerCase().startsWith(value.toLowerCase()) && one !== value)
    .map((one) => `${name}${operator}${one}`);
}

const quoted = (text: string): string => (/\s/.test(text) ? `"${text}"` : text);

/** The text with its last word exchanged; a whole word is followed by a space. */
export function withSuggestion(text: string, suggestion: string): string {
  const last = /\s$/.test(text) ? '' : (splitWords(text).at(-1) ?? '');
  const isWhole = /[:=<>]./.test(suggestion);
  return `${text.slice(0, text.length - last.length)}${suggestion}${isWhole ? ' ' : ''}`;
}

/** Whether more of the last word is likely to come: it begins one that is known, or lacks its value. */
export function isUnfinished(text: string): boolean {
  if (text === '' || /\s$/.test(text)) return false;
  return suggestionsFor(text, []).length > 0 || filterOfWords(text).problems.length > 0;
}
