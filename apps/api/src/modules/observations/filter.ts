import { type Confidence, type ObservationKind, Prisma } from '@asterism/db';
import { CONFIDENCES, KINDS } from '@asterism/observation';
import { builder, rowId } from '../../builder.ts';
import { IS_WRITTEN } from './row.ts';

export const ConfidenceEnum = builder.enumType('Confidence', { values: CONFIDENCES });

export const ObservationKindEnum = builder.enumType('ObservationKind', {
  description: 'Whether a cluster is of the sky or of how it was looked at.',
  values: KINDS,
});

/** What observations say, as conditions that all hold. */
export interface SaidValue {
  text?: string | null;
  label?: string | null;
  kind?: ObservationKind[] | null;
  confidence?: Confidence[] | null;
  tag?: string | null;
}

export interface ObservationFilterValue extends SaidValue {
  studyId?: string | null;
  experimentId?: string | null;
  datasetId?: string | null;
}

export const SaidFilter = builder.inputType('SaidFilter', {
  description: 'What an observation says; conditions that all hold.',
  fields: (t) => ({
    text: t.string({ description: 'Looked for in the text, the label and the tags.' }),
    label: t.string({ description: 'The whole label, in capitals or not.' }),
    kind: t.field({ type: [ObservationKindEnum] }),
    confidence: t.field({ type: [ConfidenceEnum] }),
    tag: t.string(),
  }),
});

export const ObservationFilter = builder.inputType('ObservationFilter', {
  description: 'Conditions that all hold.',
  fields: (t) => ({
    text: t.string({ description: 'Looked for in the text, the label and the tags.' }),
    label: t.string({ description: 'The whole label, in capitals or not.' }),
    kind: t.field({ type: [ObservationKindEnum] }),
    confidence: t.field({ type: [ConfidenceEnum] }),
    tag: t.string(),
    studyId: t.id({ description: 'Of the study, its experiments and their clusters.' }),
    experimentId: t.id({ description: 'Of the experiment and its clusters.' }),
    datasetId: t.id({ description: "Of the data set's studies and experiments, and their clusters." }),
  }),
});

/** SQL conditions on "Observation" o. */
export function saidConditions({ text, label, kind, confidence, tag }: SaidValue): Prisma.Sql[] {
  const conditions = [IS_WRITTEN];
  const add = (condition: Prisma.Sql) => conditions.push(condition);
  const wanted = text?.trim();
  if (wanted) {
    const like = `%${wanted.replaceAll(/[\\%_]/g, '\\$&')}%`;
    add(Prisma.sql`(o.markdown ILIKE ${like} OR o.label ILIKE ${like}
      OR EXISTS (SELECT 1 FROM unnest(o.tags) tag WHERE tag ILIKE ${like}))`);
  }
  if (label != null) add(Prisma.sql`lower(o.label) = lower(${label})`);
  if (kind) add(Prisma.sql`o.kind = ANY(${kind}::"ObservationKind"[])`);
  if (confidence) add(Prisma.sql`o.confidence = ANY(${confidence}::"Confidence"[])`);
  if (tag != null) add(Prisma.sql`${tag} = ANY(o.tags)`);
  return conditions;
}

/** On "Experiment" e: it or one of its clusters has an observation that says so. */
export const observedCondition = (said: SaidValue): Prisma.Sql => Prisma.sql`e.id IN (
  SELECT coalesce(o."experimentId", c."experimentId")
  FROM "Observation" o LEFT JOIN "Cluster" c ON c.id = o."clusterId"
  WHERE o."workspaceId" = e."workspaceId" AND (o."experimentId" IS NOT NULL OR c.id IS NOT NULL)
    AND ${Prisma.join(saidConditions(said), ' AND ')})`;

/** On "Observation" o, with "Experiment" e that it or its cluster is of, and "Study" s that it is of. */
export function observationConditions({
  studyId,
  experimentId,
  datasetId,
  ...said
}: ObservationFilterValue): Prisma.Sql[] {
  const conditions = saidConditions(said);
  if (studyId != null) {
    const id = rowId('Study', studyId);
    conditions.push(Prisma.sql`(o."studyId" = ${id} OR e."studyId" = ${id})`);
  }
  if (experimentId != null) conditions.push(Prisma.sql`e.id = ${rowId('Experiment', experimentId)}`);
  if (datasetId != null)
    conditions.push(Prisma.sql`coalesce(e."datasetVersionId", s."datasetVersionId") IN (
      SELECT v.id FROM "DatasetVersion" v WHERE v."datasetId" = ${rowId('Dataset', datasetId)})`);
  return conditions;
}
