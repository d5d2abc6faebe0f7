import { builder } from '../../builder.ts';
import { SaidFilter } from '../observations/filter.ts';
import { ClusteringAlgorithmEnum, ExperimentStatus, ModelKindEnum } from './choices.ts';
import { GROUP_FIELDS } from './groups.ts';

export const ORDER_FIELDS = [
  'CREATED_AT',
  'NAME',
  'SILHOUETTE',
  'STABILITY',
  'MSE',
  'MS_SSIM',
  'DURATION',
  'CLUSTER_COUNT',
] as const;
export const ORDER_DIRECTIONS = ['ASC', 'DESC'] as const;

const ExperimentOrderField = builder.enumType('ExperimentOrderField', { values: ORDER_FIELDS });
const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Unfinished ones are last in both.',
  values: ORDER_DIRECTIONS,
});

export const ExperimentOrder = builder.inputType('ExperimentOrder', {
  fields: (t) => ({
    field: t.field({ type: ExperimentOrderField, required: true }),
    direction: t.field({ type: OrderDirection, required: true }),
  }),
});

const FieldCondition = builder.inputType('FieldCondition', {
  description:
    'field is a path such as model.latentSize, model.params.widths, preprocessing.alignment, metrics.mse',
  fields: (t) => ({
    field: t.string({ required: true }),
    equals: t.field({ type: 'JSON' }),
    atLeast: t.float(),
    atMost: t.float(),
  }),
});

export const ExperimentGroupField = builder.enumType('ExperimentGroupField', { values: GROUP_FIELDS });

const GroupCondition = builder.inputType('ExperimentGroupCondition', {
  description: 'A group of experimentGroups.',
  fields: (t) => ({
    by: t.field({ type: ExperimentGroupField, required: true }),
    key: t.string({ description: 'As the group has it; null for those without.' }),
  }),
});

export const ExperimentFilter = builder.inputType('ExperimentFilter', {
  description: 'Conditions that all hold. text is looked for in names, tags, notes and numbers (E-42).',
  fields: (t) => ({
    status: t.field({ type: [ExperimentStatus] }),
    text: t.string(),
    numbers: t.intList({ description: 'The experiments of these numbers: 42 of E-42.' }),
    tag: t.string(),
    datasetId: t.id(),
    studyId: t.id(),
    model: t.field({ type: [ModelKindEnum] }),
    algorithm: t.field({ type: [ClusteringAlgorithmEnum] }),
    silhouetteAtLeast: t.float(),
    createdAfter: t.field({ type: 'DateTime' }),
    createdBefore: t.field({ type: 'DateTime' }),
    finishedAfter: t.field({
      type: 'DateTime',
      description: 'Those that were over after this, however they ended.',
    }),
    archived: t.boolean(),
    where: t.field({ type: [FieldCondition] }),
    group: t.field({ type: GroupCondition }),
    observed: t.field({
      type: SaidFilter,
      description:
        'Those that have an observation which says so: their own, or one of their clusters. {}: any.',
    }),
  }),
});
