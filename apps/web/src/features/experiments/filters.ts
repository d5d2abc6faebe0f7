import { MODEL_KINDS } from '@asterism/ml/params';
import type { ExperimentFilter, ExperimentStatus, ModelKind } from '../../gql/graphql.ts';
import type { SortField, Sorting } from './ExperimentTable.tsx';

const STATUSES: readonly ExperimentStatus[] = ['RUNNING', 'QUEUED', 'SUCCEEDED', 'FAILED', 'CANCELLED'];
const MODELS: readonly ModelKind[] = MODEL_KINDS;
const ALGORITHMS = ['KMEANS'] as const;
const SORT_FIELDS: readonly SortField[] = [
  'CREATED_AT',
  'SILHOUETTE',
  'MSE',
  'DURATION',
  'CLUSTER_COUNT',
  'NAME',
];

/** The filter that the address names; what is unknown there is left out. */
export function filterOf(search: URLSearchParams): ExperimentFilter {
  const one = <T extends string>(name: string, known: readonly T[]): T[] =>
    known.filter((value) => value === search.get(name));
  const text = search.get('text');
  const status = one('status', STATUSES);
  const model = one('model', MODELS);
  const algorithm = one('algorithm', ALGORITHMS);
  return {
    ...(text ? { text } : {}),
    ...(status.length > 0 ? { status } : {}),
    ...(model.length > 0 ? { model } : {}),
    ...(algorithm.length > 0 ? { algorithm } : {}),
  };
}

/** The order that the address names, as in ?sort=SILHOUETTE.DESC; else the newest first. */
export function sortingOf(search: URLSearchParams): Sorting {
  const [name, direction] = (search.get('sort') ?? '').split('.');
  const field = SORT_FIELDS.find((candidate) => candidate === name);
  if (!field) return { field: 'CREATED_AT', direction: 'DESC' };
  return { field, direction: direction === 'ASC' ? 'ASC' : 'DESC' };
}

const BEST_FIRST: Record<SortField, Sorting['direction']> = {
  CREATED_AT: 'DESC',
  SILHOUETTE: 'DESC',
  MSE: 'ASC',
  DURATION: 'ASC',
  CLUSTER_COUNT: 'ASC',
  NAME: 'ASC',
};

/** A click on a column: its best first, then the other way round. */
export function sortedBy(field: SortField, now: Sorting): string {
  const first = BEST_FIRST[field];
  if (now.field !== field || now.direction !== first) return `${field}.${first}`;
  return `${field}.${first === 'ASC' ? 'DESC' : 'ASC'}`;
}
