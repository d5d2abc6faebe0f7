import type { Association } from '@asterism/ml/associations';
import type { LabelAgreement } from '@asterism/ml/compare';
import { builder } from '../../builder.ts';
import { ExperimentNode } from '../experiments/schema.ts';
import { agreement } from './agreement.ts';
import { type AssociationExtent, associations } from './service.ts';

const AssociationType = builder.objectRef<Association>('Association').implement({
  description: 'How far the clusters follow one fact: a header value, a measurement, a catalogue’s column.',
  fields: (t) => ({
    fact: t.exposeString('fact'),
    statistic: t.exposeString('statistic', { description: 'What `value` is.' }),
    value: t.exposeFloat('value', { description: 'Effect size, 0 to 1.' }),
    pValue: t.exposeFloat('pValue', { description: 'Corrected for how many facts were tried.' }),
    strength: t.exposeFloat('strength', {
      description: 'Share explained beyond chance, of the most possible: comparable between facts, 0 to 1.',
    }),
    isNuisance: t.exposeBoolean('isNuisance', {
      description: 'Of how the pictures were taken rather than of what is in them.',
    }),
    isWarning: t.exposeBoolean('isWarning', {
      description: 'The clusters sort the samples by a nuisance.',
    }),
    sentence: t.exposeString('sentence'),
    sampleCount: t.exposeInt('sampleCount', {
      description: 'Samples that are in a cluster and have the fact; noise is in none.',
    }),
  }),
});

const AssociationExtentType = builder.objectRef<AssociationExtent>('AssociationExtent').implement({
  description: 'Which samples told what the clusters follow.',
  fields: (t) => ({
    totalCount: t.exposeInt('totalCount', { description: 'Samples that were clustered, noise among them.' }),
    sampleCount: t.exposeInt('sampleCount', { description: 'Those that were looked at, 5,000 at most.' }),
    noiseCount: t.exposeInt('noiseCount', {
      description: 'Those of them that are noise: they are in no cluster and were left out.',
    }),
    seed: t.exposeInt('seed', {
      nullable: true,
      description: 'What they were drawn by; null where all were looked at.',
    }),
  }),
});

builder.prismaObjectField(ExperimentNode, 'associations', (t) =>
  t.field({
    type: [AssociationType],
    description:
      'What the clusters follow, warnings first, then the strongest; empty until there are clusters. Asks the samples: for one experiment, not for lists.',
    resolve: async (row, _args, context) => (await associations(context, row))?.associations ?? [],
  }),
);

builder.prismaObjectField(ExperimentNode, 'associationExtent', (t) =>
  t.field({
    type: AssociationExtentType,
    nullable: true,
    description: 'Which samples told `associations`; null until there are clusters.',
    resolve: async (row, _args, context) => (await associations(context, row))?.extent ?? null,
  }),
);

const LabelAgreementType = builder.objectRef<LabelAgreement>('LabelAgreement').implement({
  description:
    'How the clusters agree with a label that was known beforehand, over the samples that have it.',
  fields: (t) => ({
    adjustedRandIndex: t.exposeFloat('adjustedRandIndex', {
      description: '1: the same groups; about 0: unrelated ones. Noise counts as a group.',
    }),
    clusters: t.exposeIntList('clusters', { description: 'Rows of the table; -1 is noise.' }),
    names: t.exposeStringList('names', { description: 'Columns of the table.' }),
    counts: t.exposeIntList('counts', { description: 'Samples: row after row.' }),
    sampleCount: t.exposeInt('sampleCount', { description: 'That have a label.' }),
  }),
});

builder.prismaObjectField(ExperimentNode, 'agreement', (t) =>
  t.field({
    type: LabelAgreementType,
    nullable: true,
    args: { column: t.arg.string({ required: true, description: 'Of the catalogue.' }) },
    description:
      'Null while there are no clusters, without such a column, or where it has more than 50 different values.',
    resolve: (row, { column }, context) => agreement(context, row, column),
  }),
);
