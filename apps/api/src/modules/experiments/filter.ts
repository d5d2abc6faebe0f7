import { Prisma, type RunStatus } from '@asterism/db';
import type { ClusteringAlgorithm, ModelKind } from '@asterism/ml/params';
import { rowId } from '../../builder.ts';
import { refusal } from '../../errors.ts';
import { observedCondition, type SaidValue } from '../observations/filter.ts';
import { GROUP_KEYS, type GroupField } from './groups.ts';

export interface FieldConditionValue {
  field: string;
  equals?: unknown;
  atLeast?: number | null;
  atMost?: number | null;
}

export interface ExperimentFilterValue {
  status?: RunStatus[] | null;
  text?: string | null;
  numbers?: number[] | null;
  tag?: string | null;
  datasetId?: string | null;
  studyId?: string | null;
  model?: ModelKind[] | null;
  algorithm?: ClusteringAlgorithm[] | null;
  silhouetteAtLeast?: number | null;
  createdAfter?: Date | null;
  createdBefore?: Date | null;
  finishedAfter?: Date | null;
  archived?: boolean | null;
  where?: FieldConditionValue[] | null;
  group?: { by: GroupField; key?: string | null } | null;
  observed?: SaidValue | null;
}

/** SQL conditions on "Experiment" e. Throws BAD_USER_INPUT for a field that there is not. */
export function filterConditions(filter: ExperimentFilterValue): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  const add = (condition: Prisma.Sql) => conditions.push(condition);
  if (filter.status) add(Prisma.sql`e.status = ANY(${filter.status}::"RunStatus"[])`);
  if (filter.text?.trim()) add(textCondition(filter.text.trim()));
  if (filter.numbers) add(Prisma.sql`e.number = ANY(${filter.numbers}::int[])`);
  if (filter.tag != null) add(Prisma.sql`${filter.tag} = ANY(e.tags)`);
  if (filter.datasetId != null) {
    const datasetId = rowId('Dataset', filter.datasetId);
    add(
      Prisma.sql`e."datasetVersionId" IN (SELECT v.id FROM "DatasetVersion" v WHERE v."datasetId" = ${datasetId})`,
    );
  }
  if (filter.studyId != null) add(Prisma.sql`e."studyId" = ${rowId('Study', filter.studyId)}`);
  if (filter.model) add(Prisma.sql`e.model ->> 'kind' = ANY(${filter.model})`);
  if (filter.algorithm) add(Prisma.sql`e.clustering ->> 'algorithm' = ANY(${filter.algorithm})`);
  if (filter.silhouetteAtLeast != null) add(Prisma.sql`e.silhouette >= ${filter.silhouetteAtLeast}::float8`);
  if (filter.createdAfter) add(Prisma.sql`e."createdAt" > ${filter.createdAfter}::timestamptz`);
  if (filter.createdBefore) add(Prisma.sql`e."createdAt" < ${filter.createdBefore}::timestamptz`);
  if (filter.finishedAfter) add(Prisma.sql`e."finishedAt" > ${filter.finishedAfter}::timestamptz`);
  if (filter.archived != null) add(Prisma.sql`e.archived = ${filter.archived}`);
  if (filter.group)
    add(Prisma.sql`${GROUP_KEYS[filter.group.by]} IS NOT DISTINCT FROM ${filter.group.key ?? null}::text`);
  if (filter.observed) add(observedCondition(filter.observed));
  for (const condition of filter.where ?? []) conditions.push(...fieldConditions(condition));
  return conditions;
}

function textCondition(text: string): Prisma.Sql {
  const like = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const number = /^E-(\d{1,9})$/i.exec(text)?.[1] ?? null;
  return Prisma.sql`(e.name ILIKE ${like} OR e.notes ILIKE ${like}
    OR EXISTS (SELECT 1 FROM unnest(e.tags) tag WHERE tag ILIKE ${like})
    OR e.number = ${number === null ? null : Number(number)}::int)`;
}

const DOCUMENTS: Record<string, Prisma.Sql> = {
  preprocessing: Prisma.sql`e.preprocessing`,
  model: Prisma.sql`e.model`,
  clustering: Prisma.sql`e.clustering`,
};

const METRICS: Record<string, Prisma.Sql> = {
  mse: Prisma.sql`e.mse`,
  psnr: Prisma.sql`e.psnr`,
  ssim: Prisma.sql`e.ssim`,
  msSsim: Prisma.sql`e."msSsim"`,
  silhouette: Prisma.sql`e.silhouette`,
  daviesBouldin: Prisma.sql`e."daviesBouldin"`,
  calinskiHarabasz: Prisma.sql`e."calinskiHarabasz"`,
  dbcv: Prisma.sql`e.dbcv`,
  stability: Prisma.sql`e.stability`,
  bic: Prisma.sql`e.bic`,
  aic: Prisma.sql`e.aic`,
  clusterCount: Prisma.sql`e."clusterCount"`,
  noiseCount: Prisma.sql`e."noiseCount"`,
};

function fieldConditions({ field, equals, atLeast, atMost }: FieldConditionValue): Prisma.Sql[] {
  const { value, number, holds } = fieldOf(field);
  const conditions: Prisma.Sql[] = [];
  if (equals !== undefined) {
    if (holds) conditions.push(holds(equals));
    conditions.push(Prisma.sql`${value} = ${JSON.stringify(equals)}::jsonb`);
  }
  if (atLeast != null) conditions.push(Prisma.sql`${number} >= ${atLeast}::float8`);
  if (atMost != null) conditions.push(Prisma.sql`${number} <= ${atMost}::float8`);
  return conditions;
}

interface Field {
  /** As jsonb; SQL null where it is not there. */
  value: Prisma.Sql;
  /** As a number; SQL null where it is none. */
  number: Prisma.Sql;
  /** What is at least so where the field has that value, in words that an index of the document knows. */
  holds?: (value: unknown) => Prisma.Sql;
}

function fieldOf(field: string): Field {
  const [head = '', ...rest] = field.split('.');
  const document = DOCUMENTS[head];
  if (document && rest.length > 0) {
    const value = Prisma.sql`(${document} #> ${rest}::text[])`;
    const number = Prisma.sql`(CASE WHEN jsonb_typeof(${value}) = 'number' THEN (${value})::float8 END)`;
    // A number in a path may be a place in a list, which cannot be said by containment.
    if (rest.some((name) => /^-?\d+$/.test(name))) return { value, number };
    return {
      value,
      number,
      holds: (wanted) => {
        const nested = rest.reduceRight((inner: unknown, name) => ({ [name]: inner }), wanted);
        return Prisma.sql`${document} @> ${JSON.stringify(nested)}::jsonb`;
      },
    };
  }
  const column =
    head === 'metrics' && rest.length === 1
      ? METRICS[rest[0]!]
      : head === 'seed' && rest.length === 0
        ? Prisma.sql`e.seed`
        : undefined;
  if (column) return { value: Prisma.sql`to_jsonb(${column})`, number: column };
  throw refusal.badArgument(
    `There is no field ${JSON.stringify(field)}. Fields are seed, metrics.${Object.keys(METRICS).join(', metrics.')}, and paths below preprocessing, model and clustering.`,
  );
}
