import { builder } from '../../builder.ts';
import { ExperimentNode } from '../experiments/schema.ts';
import { visibleExperiments } from '../experiments/service.ts';
import { SampleConnection, SampleNode } from '../samples/schema.ts';
import {
  clusteringWarningsOf,
  MEMBER_ORDERS,
  medoid,
  members,
  type SeedStability,
  seedStabilityOf,
} from './service.ts';

const MemberOrder = builder.enumType('MemberOrder', { values: MEMBER_ORDERS });

export const ClusterNode = builder.prismaNode('Cluster', {
  authScopes: { visiting: true },
  nullable: true,
  description:
    "An experiment's own cluster, even where another experiment shares the clustering: observations are written on it.",
  id: { field: 'id' },
  findUnique: (id, context) => ({ id, experiment: visibleExperiments(context) }),
  fields: (t) => ({
    label: t.exposeInt('label'),
    size: t.exposeInt('size'),
    silhouette: t.exposeFloat('silhouette', { nullable: true }),
    stability: t.exposeFloat('stability', { nullable: true }),
    isNoise: t.exposeBoolean('isNoise'),
    experiment: t.field({
      type: ExperimentNode,
      resolve: ({ experimentId }, _args, { loaders }) => loaders.experiment.load(experimentId),
    }),
    members: t.field({
      type: SampleConnection,
      nullable: true,
      args: {
        first: t.arg.int(),
        after: t.arg.string(),
        last: t.arg.int(),
        before: t.arg.string(),
        order: t.arg({ type: MemberOrder, defaultValue: 'MIDDLE_FIRST' }),
      },
      resolve: (cluster, args, context) => members(context, cluster, args),
    }),
    medoid: t.field({
      type: SampleNode,
      nullable: true,
      description: "The member nearest to the cluster's middle; null for noise.",
      resolve: (cluster, _args, context) => medoid(context, cluster),
    }),
  }),
});

builder.prismaObjectField('Experiment', 'clusters', (t) =>
  t.field({
    type: [ClusterNode],
    description: 'In order of their labels, noise first.',
    resolve: ({ id }, _args, { loaders }) => loaders.clusters.load(id),
  }),
);

const ClusteringWarningType = builder
  .objectRef<{ code: string; message: string }>('ClusteringWarning')
  .implement({
    fields: (t) => ({ code: t.exposeString('code'), message: t.exposeString('message') }),
  });

builder.prismaObjectField('Experiment', 'clusteringWarnings', (t) =>
  t.field({
    type: [ClusteringWarningType],
    description:
      'Why the clusters are not to be trusted, where it is so (weak, unstable, no better than shuffled columns), and whether what speaks against the clusterer is at work in these data. Empty until there are clusters.',
    resolve: ({ id }, _args, context) => clusteringWarningsOf(context, id),
  }),
);

const SeedStabilityOfClusterType = builder
  .objectRef<SeedStability['perCluster'][number]>('SeedStabilityOfCluster')
  .implement({
    fields: (t) => ({
      label: t.exposeInt('label'),
      size: t.exposeInt('size', { description: 'Members among the samples that were looked at.' }),
      stability: t.exposeFloat('stability', {
        nullable: true,
        description: 'How alike the cluster comes back: mean best Jaccard over the runs, 0 to 1.',
      }),
    }),
  });

const SeedStabilityType = builder.objectRef<SeedStability>('SeedStability').implement({
  description: 'The same samples clustered again, each time with another seed.',
  fields: (t) => ({
    overall: t.exposeFloat('overall', {
      description: 'Mean adjusted Rand index over all pairs of runs. 1: the seed does not matter.',
    }),
    runs: t.exposeInt('runs'),
    sampleCount: t.exposeInt('sampleCount', { description: 'Samples that were looked at.' }),
    clusters: t.field({
      type: [SeedStabilityOfClusterType],
      description: 'By label, without noise.',
      resolve: ({ perCluster }) => perCluster,
    }),
  }),
});

builder.prismaObjectField('Experiment', 'seedStability', (t) =>
  t.field({
    type: SeedStabilityType,
    nullable: true,
    description:
      'How far the clusters depend on the seed alone, for each sample see perSample. Null of HDBSCAN, which draws no random numbers, until there are clusters, and of older ones.',
    resolve: ({ id }, _args, context) => seedStabilityOf(context, id),
  }),
);
