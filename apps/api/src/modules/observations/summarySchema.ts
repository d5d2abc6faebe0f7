import { CONFIDENCES, KINDS } from '@asterism/observation';
import { builder } from '../../builder.ts';
import { ClusterNode } from '../clusters/schema.ts';
import { StudyNode } from '../studies/schema.ts';
import { ConfidenceEnum, ObservationKindEnum } from './filter.ts';
import { listStudyClusters, type ObservationSummary, type SaidCount } from './summary.ts';

const KindCountType = builder.objectRef<SaidCount>('ObservationKindCount').implement({
  fields: (t) => ({
    kind: t.field({
      type: ObservationKindEnum,
      nullable: true,
      description: 'Null: those that do not say.',
      resolve: ({ value }) => KINDS.find((kind) => kind === value) ?? null,
    }),
    count: t.exposeInt('count'),
  }),
});

const ConfidenceCountType = builder.objectRef<SaidCount>('ConfidenceCount').implement({
  fields: (t) => ({
    confidence: t.field({
      type: ConfidenceEnum,
      nullable: true,
      description: 'Null: those that do not say.',
      resolve: ({ value }) => CONFIDENCES.find((confidence) => confidence === value) ?? null,
    }),
    count: t.exposeInt('count'),
  }),
});

const LabelCountType = builder.objectRef<SaidCount>('LabelCount').implement({
  fields: (t) => ({
    label: t.exposeString('value', { nullable: true, description: 'Null: those without.' }),
    count: t.exposeInt('count'),
  }),
});

const TagCountType = builder.objectRef<SaidCount>('TagCount').implement({
  fields: (t) => ({ tag: t.string({ resolve: ({ value }) => value ?? '' }), count: t.exposeInt('count') }),
});

const ClusterConnection = builder.connectionObject(
  {
    type: ClusterNode,
    name: 'ClusterConnection',
    fields: (t) => ({ totalCount: t.int({ resolve: ({ totalCount }) => totalCount() }) }),
  },
  { name: 'ClusterEdge' },
);

const SummaryType = builder.objectRef<ObservationSummary>('ObservationSummary').implement({
  description: "What is said of the clusters of a study's experiments, the most frequent first.",
  fields: (t) => ({
    kinds: t.expose('kinds', { type: [KindCountType] }),
    confidences: t.expose('confidences', { type: [ConfidenceCountType] }),
    labels: t.expose('labels', { type: [LabelCountType], description: '100 at most.' }),
    tags: t.expose('tags', { type: [TagCountType], description: '100 at most.' }),
    observed: t.exposeInt('observed', { description: 'Clusters of which something is said.' }),
    unobserved: t.exposeInt('unobserved', {
      description: 'Clusters of which nothing is said, without noise.',
    }),
    clusters: t.field({
      type: ClusterConnection,
      nullable: true,
      description: 'Experiment by experiment, in order of their labels.',
      args: {
        observed: t.arg.boolean({
          required: true,
          description: 'Those of which something is said; or else those of which nothing is, without noise.',
        }),
        first: t.arg.int(),
        after: t.arg.string(),
        last: t.arg.int(),
        before: t.arg.string(),
      },
      resolve: ({ studyId }, args, context) => listStudyClusters(context, studyId, args),
    }),
  }),
});

builder.prismaObjectField(StudyNode, 'observations', (t) =>
  t.field({
    type: SummaryType,
    description: 'A summary; the observations themselves are in the root field observations, by studyId.',
    resolve: ({ id }, _args, { loaders }) => loaders.observationSummary.load(id),
  }),
);
