import { InvalidArgumentError } from 'commander';
import type {
  ExperimentOrder,
  ExperimentOrderField,
  ExperimentStatus,
  FieldCondition,
} from '../gql/graphql.ts';

const STATUSES: readonly ExperimentStatus[] = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'];
const ORDER_FIELDS: readonly ExperimentOrderField[] = [
  'CREATED_AT',
  'NAME',
  'SILHOUETTE',
  'STABILITY',
  'MSE',
  'MS_SSIM',
  'DURATION',
  'CLUSTER_COUNT',
];

/** `created-at` of CREATED_AT, as options are written. */
const asOption = (name: string): string => name.toLowerCase().replaceAll('_', '-');
export const STATUS_NAMES = STATUSES.map(asOption).join(', ');
export const ORDERS = ORDER_FIELDS.map(asOption).join(', ');

/** One more status. Throws InvalidArgumentError. */
export function addStatus(text: string, before: readonly ExperimentStatus[] = []): ExperimentStatus[] {
  const status = STATUSES.find((known) => known === text.toUpperCase());
  if (!status) throw new InvalidArgumentError(`It is one of ${STATUS_NAMES}.`);
  return [...before, status];
}

/** One more order, as in `silhouette` (the highest first) or `mse:asc`. Throws InvalidArgumentError. */
export function addOrder(text: string, before: readonly ExperimentOrder[] = []): ExperimentOrder[] {
  const [name = '', direction = 'desc', ...rest] = text.toLowerCase().split(':');
  const field = ORDER_FIELDS.find((known) => asOption(known) === name.replaceAll('_', '-'));
  if (!field || rest.length > 0) throw new InvalidArgumentError(`Order by one of ${ORDERS}.`);
  if (direction !== 'asc' && direction !== 'desc')
    throw new InvalidArgumentError('The direction is asc or desc, as in mse:asc.');
  return [...before, { field, direction: direction === 'asc' ? 'ASC' : 'DESC' }];
}

/**
 * One more condition, as in `model.latentSize>=16`, `metrics.mse<=0.01` or `preprocessing.alignment=NONE`. What stands
 * behind = is JSON, or else a text. Throws InvalidArgumentError.
 */
export function addCondition(text: string, before: readonly FieldCondition[] = []): FieldCondition[] {
  const parts = /^([A-Za-z][\w.]*)(>=|<=|=)(.+)$/.exec(text);
  if (!parts) throw new InvalidArgumentError('Write it as model.latentSize>=16, or model.kind=CONV.');
  const [, field = '', sign, value = ''] = parts;
  if (sign === '=') return [...before, { field, equals: jsonOrText(value) }];
  const bound = Number(value);
  if (!Number.isFinite(bound)) throw new InvalidArgumentError(`${value} is no number.`);
  return [...before, { field, ...(sign === '>=' ? { atLeast: bound } : { atMost: bound }) }];
}

function jsonOrText(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** A moment that JavaScript can read, as ISO 8601. Throws InvalidArgumentError. */
export function moment(text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError('Write it as 2026-01-31, or with a time.');
  return at.toISOString();
}
