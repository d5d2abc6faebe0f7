import { builder } from '../../builder.ts';
import { ClusterNode } from '../clusters/schema.ts';
import { ExperimentNode } from '../experiments/schema.ts';
import { SampleNode } from '../samples/schema.ts';
import { configDifferences } from './configDifferences.ts';
import { type ClusterFlow, FLOW_SAMPLES_MOST, flows } from './flows.ts';
import { type Match, type Mover, matches, movers } from './pair.ts';
import { type Comparison, compare, type PairEstimate } from './service.ts';

const MoverType = builder.objectRef<Mover>('Mover').implement({
  description: 'A sample whose cluster in the second is not the counterpart of its cluster in the first.',
  fields: (t) => ({
    sample: t.field({ type: SampleNode, resolve: ({ sample }) => sample() }),
    from: t.field({ type: ClusterNode, resolve: ({ from }) => from }),
    to: t.field({ type: ClusterNode, resolve: ({ to }) => to }),
  }),
});

const ClusterMatchType = builder.objectRef<Match>('ClusterMatch').implement({
  description:
    'A cluster of the first and its counterpart in the second, matched so that most samples stay; null where one has none.',
  fields: (t) => ({
    first: t.field({ type: ClusterNode, nullable: true, resolve: ({ first }) => first }),
    second: t.field({ type: ClusterNode, nullable: true, resolve: ({ second }) => second }),
    shared: t.exposeInt('shared', { description: 'Samples that are in both.' }),
    jaccard: t.exposeFloat('jaccard', { description: 'Shared, of all that are in either.' }),
  }),
});

const ClusterFlowType = builder.objectRef<ClusterFlow>('ClusterFlow').implement({
  description: 'The samples that are in one cluster of the first and in one of the second.',
  fields: (t) => ({
    from: t.field({ type: ClusterNode, resolve: ({ from }) => from }),
    to: t.field({ type: ClusterNode, resolve: ({ to }) => to }),
    count: t.exposeInt('count'),
    stays: t.exposeBoolean('stays', { description: 'Whether the two are counterparts, or both noise.' }),
    samples: t.field({
      type: [SampleNode],
      description: `By ID number, the first ${FLOW_SAMPLES_MOST} at most.`,
      args: { count: t.arg.int({ defaultValue: 24 }) },
      resolve: ({ samples }, { count }) => samples(Math.min(Math.max(count ?? 24, 0), FLOW_SAMPLES_MOST)),
    }),
  }),
});

const PairEstimateType = builder.objectRef<PairEstimate>('PairEstimate').implement({
  description: 'Pairs that were compared by some of the samples that both have.',
  fields: (t) => ({
    sampleCount: t.exposeInt('sampleCount', { description: 'Samples that a pair is compared by at most.' }),
    standardError: t.exposeFloat('standardError', {
      nullable: true,
      description: 'Of the value that is known least well.',
    }),
    seed: t.exposeInt('seed', { description: 'What the samples were drawn by.' }),
  }),
});

const ComparisonResultType = builder.objectRef<Comparison>('ComparisonResult').implement({
  description: 'Columns and rows in the order asked for; null where two cannot be compared.',
  fields: (t) => ({
    experiments: t.field({ type: [ExperimentNode], resolve: ({ experiments }) => experiments }),
    configDifferences: t.field({
      type: 'JSON',
      description:
        'What was chosen differently: by path, as in model.latentSize, the values in the order asked for.',
      resolve: ({ experiments }) => configDifferences(experiments),
    }),
    agreement: t.field({
      type: t.listRef(t.listRef('Float', { nullable: true })),
      description: 'Adjusted Rand index: 1 the same groups, about 0 unrelated ones.',
      resolve: async ({ pairs }) => (await pairs('agreement')).values,
    }),
    agreementEstimate: t.field({
      type: PairEstimateType,
      nullable: true,
      description: 'Where there are so many samples that some stand for all; else null.',
      resolve: async ({ pairs }) => (await pairs('agreement')).estimate,
    }),
    adjustedMutualInformation: t.field({
      type: t.listRef(t.listRef('Float', { nullable: true })),
      description: 'The same by adjusted mutual information, which small clusters count more in.',
      resolve: async ({ pairs }) => (await pairs('adjustedMutualInformation')).values,
    }),
    adjustedMutualInformationEstimate: t.field({
      type: PairEstimateType,
      nullable: true,
      description: 'Where there are so many samples that some stand for all; else null.',
      resolve: async ({ pairs }) => (await pairs('adjustedMutualInformation')).estimate,
    }),
    normalizedMutualInformation: t.field({
      type: t.listRef(t.listRef('Float', { nullable: true })),
      description: 'The same by normalised mutual information, which many clusters raise by chance.',
      resolve: async ({ pairs }) => (await pairs('normalizedMutualInformation')).values,
    }),
    matches: t.field({
      type: [ClusterMatchType],
      description: 'Which cluster is which, between two of them.',
      args: { first: t.arg.id({ required: true }), second: t.arg.id({ required: true }) },
      resolve: (comparison, args, context) => matches(context, comparison, args),
    }),
    movers: t.field({
      type: [MoverType],
      description: 'Who moved between two of them, once their clusters are matched; 10,000 at most.',
      args: { first: t.arg.id({ required: true }), second: t.arg.id({ required: true }) },
      resolve: (comparison, args, context) => movers(context, comparison, args),
    }),
    flows: t.field({
      type: [ClusterFlowType],
      description:
        'How many samples of each cluster of the first are in each cluster of the second, the largest first, 500 at most.',
      args: {
        first: t.arg.id({ required: true }),
        second: t.arg.id({ required: true }),
        from: t.arg.int({ description: 'Label of a cluster of the first: of it alone.' }),
        to: t.arg.int({ description: 'Label of a cluster of the second: into it alone.' }),
      },
      resolve: (comparison, { from, to, ...ids }, context) => flows(context, comparison, ids, { from, to }),
    }),
  }),
});

builder.queryField('compare', (t) =>
  t.field({
    type: ComparisonResultType,
    description:
      '2 to 100 experiments, over one data set version or several (joined by what the samples are made of).',
    authScopes: { visiting: true },
    args: { experimentIds: t.arg.idList({ required: true }) },
    resolve: (_root, { experimentIds }, context) => compare(context, experimentIds),
  }),
);
