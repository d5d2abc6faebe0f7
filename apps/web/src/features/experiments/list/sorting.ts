import type { ExperimentOrder, ExperimentOrderField } from '../../../gql/graphql.ts';

const FIELDS: readonly ExperimentOrderField[] = [
  'CREATED_AT',
  'NAME',
  'SILHOUETTE',
  'STABILITY',
  'MSE',
  'MS_SSIM',
  'DURATION',
  'CLUSTER_COUNT',
];
const MOST = 4;

const SMALLEST_FIRST: ReadonlySet<ExperimentOrderField> = new Set([
  'MSE',
  'DURATION',
  'CLUSTER_COUNT',
  'NAME',
]);

/** The order that the address names, as in SILHOUETTE.DESC,NAME.ASC; else the newest first. */
export function ordersOf(text: string | null): ExperimentOrder[] {
  const named = (text ?? '').split(',').flatMap((part): ExperimentOrder[] => {
    const [name, direction] = part.split('.');
    const field = FIELDS.find((candidate) => candidate === name);
    return field ? [{ field, direction: direction === 'ASC' ? 'ASC' : 'DESC' }] : [];
  });
  const once = named.filter(({ field }, i) => named.findIndex((other) => other.field === field) === i);
  return once.length > 0 ? once.slice(0, MOST) : [{ field: 'CREATED_AT', direction: 'DESC' }];
}

/**
 * A press on a column's head: its best first, then the other way round. With `isAdded` the columns before stay, and a
 * third press lets this one go.
 */
export function orderedBy(
  field: ExperimentOrderField,
  now: readonly ExperimentOrder[],
  isAdded: boolean,
): string {
  const first = SMALLEST_FIRST.has(field) ? 'ASC' : 'DESC';
  const other = first === 'ASC' ? 'DESC' : 'ASC';
  const mine = now.find((order) => order.field === field);
  if (!isAdded) {
    const isAlone = now.length === 1 && mine?.direction === first;
    return textOf([{ field, direction: isAlone ? other : first }]);
  }
  if (!mine) return textOf([...now, { field, direction: first }]);
  if (mine.direction === first)
    return textOf(now.map((order) => (order === mine ? { field, direction: other } : order)));
  return textOf(now.filter((order) => order !== mine));
}

const textOf = (orders: readonly ExperimentOrder[]): string =>
  orders.map(({ field, direction }) => `${field}.${direction}`).join(',');
